/** Finds https addresses and email addresses in a text. */

/** @typedef {{text: string, href?: string}} Part */

// Bounded as such addresses are, so that no text takes long to look through.
const LINK =
  /https:\/\/[^\s<>"'`]+|[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/gi;
/** Signs that end a sentence rather than an address. */
const AFTER = '.,;:!?…)]}*_';

/** @param {string} text @returns {Part[]} The text in parts, in order and without a loss. */
export function withLinks(text) {
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const found = withoutWhatFollows(match[0]);
    const href = addressOf(found);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** @param {string} found */
function withoutWhatFollows(found) {
  let end = found.length;
  while (end && AFTER.includes(found[end - 1])) end -= 1;
  const short = found.slice(0, end);
  // A bracket that was opened within the address belongs to it.
  return short.includes('(') && found[short.length] === ')' ? `${short})` : short;
}

/** @param {string} found @returns {string | null} Null for what is no address after all. */
function addressOf(found) {
  if (!/^https:/i.test(found)) return `mailto:${found}`;
  try {
    const url = new URL(found);
    // A name before an @ only makes an address look like another one.
    return url.protocol === 'https:' && !url.username ? url.href : null;
  } catch {
    return null;
  }
}
