// The forms of a case: sent without leaving the page, and what is typed outlives a broken
// connection, a restart of the desk and a new sign-in (in this tab, for this person alone).

import { notice } from "./notice.js";

const page = document.body.dataset;

export function isInUse(form) {
  if (form.contains(document.activeElement) && document.activeElement.matches("textarea, input")) {
    return true;
  }
  return keptFields(form).some((field) => field.value !== field.defaultValue);
}

export function restoreKept(where) {
  if (!page.case) return;
  for (const field of where.querySelectorAll("[data-keep]")) {
    const kept = sessionStorage.getItem(keyOf(field));
    if (kept === null || field.value) continue;
    field.value = kept;
    field.closest("details")?.setAttribute("open", "");
  }
}

export function keepForms(live) {
  if (!page.case) return;
  restoreKept(document);
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-keep]")) return;
    if (field.value) sessionStorage.setItem(keyOf(field), field.value);
    else sessionStorage.removeItem(keyOf(field));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.action.includes(`/case/${page.case}/`)) return;
    event.preventDefault();
    send(form, live);
  });
}

async function send(form, live) {
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  document.getElementById("refusal")?.remove();
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body });
    notice("unsent", "");
    await take(answer, form, live);
  } catch {
    notice(
      "unsent",
      "The desk did not answer, so it is not sure whether that was done. Look at the page when it " +
        "is back before you do it again. What you wrote is kept.",
    );
  } finally {
    delete form.dataset.sending;
  }
}

async function take(answer, form, live) {
  if (new URL(answer.url).pathname === "/sign-in") return live.signedOut();
  if (answer.status === 403) {
    // Signed in anew in another tab: this page learns the new token, or that nobody is signed in.
    await live.refresh();
    return notice("unsent", "This was not done. What you wrote is kept; please send it again.");
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const refusal = fresh.getElementById("refusal");
  if (refusal) return refuse(refusal, fresh, form, live);
  if (!answer.ok) {
    const words = fresh.querySelector("h1")?.textContent ?? "That did not work";
    return notice("unsent", `${words}. What you wrote is kept.`);
  }
  done(form);
  history.replaceState(null, "", location.pathname);
  live.takeOver(fresh);
}

function done(form) {
  for (const field of keptFields(form)) sessionStorage.removeItem(keyOf(field));
  const stays = form.matches(".composer");
  form.reset();
  for (const field of keptFields(form)) field.value = "";
  if (!stays) form.closest("details")?.removeAttribute("open");
}

// Why it was refused stands above the columns; who has read it may send what they wrote again.
function refuse(refusal, fresh, form, live) {
  const seen = fresh.querySelector("input[name=seen]")?.value;
  document.querySelector(".columns").before(refusal);
  live.takeOver(fresh);
  if (seen && form.isConnected) form.elements.seen.value = seen;
  refusal.focus();
}

function keptFields(form) {
  return [...form.querySelectorAll("[data-keep]")];
}

function keyOf(field) {
  return `${page.staff} ${page.case} ${field.name}`;
}
