/** The copy of a conversation that a customer can save, as plain text. */
import { stamp } from './times.js';
import { WORDS } from './words.js';

/** @typedef {import('./types.js').Message} Message */

/**
 * @param {object} of
 * @param {string} of.company
 * @param {string | null} of.ref
 * @param {Message[]} of.messages
 * @param {import('./types.js').Unsent[]} of.unsent
 * @param {string} of.zone
 * @returns {string}
 */
export function copyOf({ company, ref, messages, unsent, zone }) {
  const head = [
    WORDS.copyTitle(company),
    ...(ref ? [WORDS.copyReference(ref)] : []),
    WORDS.copyZone(zone),
  ];
  const said = messages.map(
    (m) => `${stamp(new Date(m.at), { zone })}  ${authorOf(m, company)}:\n${m.text}`,
  );
  const waiting = unsent.map(
    (u) => `${stamp(new Date(u.at), { zone })}  ${WORDS.you} (${WORDS.copyUnsent}):\n${u.text}`,
  );
  return `${[head.join('\n'), ...said, ...waiting].join('\n\n')}\n`;
}

/** @param {Pick<Message, 'from' | 'name'>} message @param {string} company @returns {string} */
export function authorOf({ from, name }, company) {
  if (from === 'customer') return WORDS.you;
  return from === 'bot' ? WORDS.assistant : WORDS.staff(name || WORDS.someone, company);
}

/** Hand a text to the customer as a file. @param {string} text @param {string} name */
export function saveAs(text, name) {
  const link = document.createElement('a');
  // The mark at the beginning tells old editors that this is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
