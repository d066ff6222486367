/** What the log shows: what the server has, then what it does not have yet. */

/** @typedef {import('./bubble.js').Line} Line */

/**
 * @param {import('./conversation.js').Conversation} conversation
 * @returns {Line[]} Oldest first.
 */
export function linesOf({ transcript, outbox, link }) {
  const unsent = outbox.list();
  // Who has pressed or written something does not press again until it got there.
  const pressable = unsent.some((u) => !u.refused) ? new Set() : transcript.pressable;
  const said = transcript.messages.map((m) => ({
    id: m.key ?? `said ${m.id}`,
    from: m.from,
    name: m.name,
    text: m.text,
    at: new Date(m.at),
    choices: pressable.has(m.id) ? m.buttons : [],
    way: m.from === 'customer' ? /** @type {const} */ ('sent') : null,
  }));
  const known = new Set(said.map(({ id }) => id));
  const ids = transcript.messages.map(({ id }) => id);
  const lines = [...said];
  // From the last to the first: what stands at the same place keeps its order.
  for (const u of unsent.filter(({ key }) => !known.has(key)).reverse()) {
    const place = placeOf(u, ids);
    // Its place is among older messages that are not loaded.
    if (place === 0 && u.after && transcript.earlier) continue;
    lines.splice(place, 0, {
      id: u.key,
      from: 'customer',
      name: null,
      text: u.text,
      at: between(new Date(u.at), said[place - 1]?.at, said[place]?.at),
      choices: [],
      way: wayOf(u, link),
      refused: u.refused,
    });
  }
  return lines;
}

/**
 * @param {import('./types.js').Unsent} unsent
 * @param {number[]} ids Of the messages, oldest first.
 * @returns {number} How many messages stand above it: what waits is below all of them, what was
 *   refused stays where it was refused.
 */
function placeOf({ refused, after }, ids) {
  if (!refused || after === undefined) return ids.length;
  return ids.filter((id) => id <= after).length;
}

/** The clocks of the customer and of the server differ. @param {Date} at */
function between(at, before = at, next = at) {
  if (at < before) return before;
  return at > next ? next : at;
}

/** @param {import('./types.js').Unsent} unsent @param {import('./types.js').Link} link */
function wayOf({ refused }, link) {
  if (refused) return 'refused';
  return link === 'down' || link === 'refused' ? 'kept' : 'sending';
}
