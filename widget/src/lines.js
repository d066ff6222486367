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
  const waiting = unsent
    .filter(({ key }) => !known.has(key))
    .map((u) => ({
      id: u.key,
      from: /** @type {const} */ ('customer'),
      name: null,
      text: u.text,
      at: new Date(u.at),
      choices: [],
      way: wayOf(u, link),
      refused: u.refused,
    }));
  return [...said, ...waiting];
}

/** @param {import('./types.js').Unsent} unsent @param {import('./types.js').Link} link */
function wayOf({ refused }, link) {
  if (refused) return 'refused';
  return link === 'down' || link === 'refused' ? 'kept' : 'sending';
}
