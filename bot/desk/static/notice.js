// Short notices above the page, one of each kind; without words it is taken away.

export function notice(kind, words, link = null) {
  const place = document.getElementById("notices");
  let line = place.querySelector(`[data-kind="${kind}"]`);
  if (!words) return line?.remove();
  if (!line) {
    line = document.createElement("p");
    line.dataset.kind = kind;
    place.append(line);
  }
  if (line.firstChild?.textContent === words) return;
  line.replaceChildren(words);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.words;
    line.append(" ", anchor);
  }
}
