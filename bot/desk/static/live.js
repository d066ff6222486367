// Keeps an open page up to date. The server tells that something changed; the page fetches itself
// anew and takes over the parts that differ. Without JavaScript, reloading does the same.

import { isInUse, keepForms, restoreKept } from "./forms.js";
import { notice } from "./notice.js";
import { prepareComposer } from "./composer.js";

const page = document.body.dataset;
// Times such as "in 3 h" change without anything happening.
const REFRESH_EVERY = 60_000;
// A stream that broke and cannot come back is opened anew after so long.
const OPEN_AGAIN = 5_000;
// A browser has six connections to a desk; a tab that nobody looks at gives its own back.
const HIDDEN_FOR = 20_000;

let stream = null;
let leaving = null;
let running = null;
let wanted = false;

// Fetches the page anew; while one is under way, a second wish waits for its turn.
export async function refresh() {
  if (running) {
    wanted = true;
    return running;
  }
  running = fetchAnew().finally(() => {
    running = null;
    if (wanted) {
      wanted = false;
      refresh();
    }
  });
  return running;
}

async function fetchAnew() {
  let answer;
  try {
    answer = await fetch(location.href, { headers: { "X-By-Itself": "1" } });
  } catch {
    return;
  }
  if (new URL(answer.url).pathname === "/sign-in") return signedOut();
  if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

// Takes over what differs of another version of this page.
export function takeOver(fresh) {
  const had = newestMessage(document);
  for (const part of document.querySelectorAll("[data-live]")) {
    const newer = fresh.getElementById(part.id);
    if (newer) update(part, newer);
  }
  const { mark, csrf } = fresh.body.dataset;
  if (mark) page.mark = mark;
  // Who signed in anew in another tab has another token.
  if (csrf) page.csrf = csrf;
  for (const field of document.querySelectorAll("input[name=csrf]")) field.value = page.csrf;
  document.title = fresh.title;
  announce(had);
}

function update(part, newer) {
  if (part.dataset.live === "messages") return updateMessages(part, newer);
  if (part.dataset.live === "forms" && part.dataset.key === newer.dataset.key) {
    return updateSeen(part, newer);
  }
  if (part.innerHTML === newer.innerHTML) return;
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  const caret = active?.matches("textarea") ? active.selectionEnd : null;
  const written = new Map(
    [...part.querySelectorAll("form")]
      .filter((form) => form.elements.seen && isInUse(form))
      .map((form) => [form.action, form.elements.seen.value]),
  );
  const open = [...part.querySelectorAll("details[open] > summary[id]")].map((one) => one.id);
  part.replaceChildren(...newer.childNodes);
  if (newer.dataset.key) part.dataset.key = newer.dataset.key;
  for (const id of open) document.getElementById(id)?.parentElement.setAttribute("open", "");
  restoreKept(part);
  for (const form of part.querySelectorAll("form")) {
    if (written.has(form.action)) form.elements.seen.value = written.get(form.action);
  }
  if (!active) return;
  const again = document.getElementById(active.id) ?? document.getElementById("main");
  again.focus();
  if (caret !== null) again.setSelectionRange?.(caret, caret);
}

// A form in which somebody writes keeps what they saw when they began, also when the forms round it
// change; the server tells if that is too old.
function updateSeen(part, newer) {
  const seen = newer.querySelector("input[name=seen]")?.value;
  for (const form of part.querySelectorAll("form")) {
    if (form.elements.seen && seen && !isInUse(form)) form.elements.seen.value = seen;
  }
  const ask = part.querySelector("#missing");
  const newerAsk = newer.querySelector("#missing");
  if (ask && newerAsk && !ask.contains(document.activeElement)) ask.replaceWith(newerAsk);
}

// Old messages stay where they are, so that nobody loses their place in them.
function updateMessages(part, newer) {
  const box = part.closest(".scroll");
  const wasAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  if (part.innerHTML !== newer.innerHTML) part.replaceChildren(...newer.childNodes);
  if (wasAtEnd) box.scrollTop = box.scrollHeight;
}

function newestMessage(where) {
  return [...where.querySelectorAll("#messages li")].at(-1)?.id ?? "";
}

// Only new words are read out, not what was there before.
function announce(had) {
  const news = document.getElementById("news");
  const items = [...document.querySelectorAll("#messages li")];
  const fresh = items.slice(items.findIndex((one) => one.id === had) + 1);
  if (!news || !had || !fresh.length) return;
  const words = fresh.map((one) => {
    const by = one.querySelector(".meta strong").textContent;
    return `${by}: ${one.querySelector(".words").textContent}`;
  });
  news.textContent = words.join("\n");
  if (document.hidden) document.title = `● ${document.title}`;
}

function signedOut() {
  notice("out", "You are signed out. What you wrote is kept in this tab.", {
    words: "Sign in again",
    href: `/sign-in?next=${encodeURIComponent(location.pathname)}`,
  });
}

function listen() {
  stream?.close();
  const address = new URL(page.events, location.origin);
  address.searchParams.set("since", page.mark ?? "");
  const mine = (stream = new EventSource(address));
  mine.addEventListener("changed", () => refresh());
  mine.addEventListener("typing", (event) => {
    const line = document.getElementById("typing");
    if (line) line.hidden = !JSON.parse(event.data).on;
  });
  mine.addEventListener("here", (event) => showOthers(JSON.parse(event.data).names));
  mine.addEventListener("signed-out", () => {
    mine.close();
    signedOut();
  });
  mine.addEventListener("open", () => {
    notice("lost", "");
    showOthers([]);
  });
  mine.addEventListener("error", () => {
    notice("lost", "The desk cannot be reached. This page may be old; it tries again by itself.");
    if (mine.readyState === EventSource.CLOSED) {
      setTimeout(() => mine === stream && listen(), OPEN_AGAIN);
    }
  });
}

function stopListening() {
  stream?.close();
  stream = null;
}

function lookedAt() {
  clearTimeout(leaving);
  if (document.hidden) {
    leaving = setTimeout(stopListening, HIDDEN_FOR);
  } else if (!stream) {
    listen();
    refresh();
  }
}

function showOthers(names) {
  const line = document.getElementById("here");
  if (!line) return;
  const last = names.at(-1);
  const all = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
  line.hidden = !names.length;
  line.textContent = names.length
    ? `${all} ${names.length > 1 ? "are" : "is"} looking at this case too.`
    : "";
}

keepForms({ refresh, takeOver, signedOut });
prepareComposer();
const box = document.getElementById("conversation");
if (box) box.scrollTop = box.scrollHeight;
if (page.events) {
  listen();
  setInterval(refresh, REFRESH_EVERY);
  document.addEventListener("visibilitychange", lookedAt);
  addEventListener("pagehide", stopListening);
  // A page that comes back from the browser's memory is as old as when it was left.
  addEventListener("pageshow", (event) => event.persisted && lookedAt());
}
