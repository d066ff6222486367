// The message to the customer: Ctrl+Enter sends it, ready words fill it, and the customer is told
// that somebody writes.

const page = document.body.dataset;
const TYPING_EVERY = 3_000;
let toldAt = 0;

export function prepareComposer() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (event.target.matches(".composer textarea")) event.target.form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const ready = event.target.closest("[data-fill]");
    if (!ready) return;
    event.preventDefault();
    fill(ready.dataset.fill);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-typing]");
    if (form) tellTyping(form);
  });
}

// Ready words come after what is there already: nothing that was typed is lost.
function fill(words) {
  const field = document.getElementById("words");
  if (!field) return;
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${words}` : words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function tellTyping(form) {
  const now = Date.now();
  if (now - toldAt < TYPING_EVERY) return;
  toldAt = now;
  const body = new URLSearchParams({ csrf: page.csrf });
  fetch(form.dataset.typing, { method: "POST", body }).catch(() => {});
}
