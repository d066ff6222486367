/** One message as it is shown: who, what, when, and whether it got there. */
import { authorOf } from './copy.js';
import { h, heard, icon, setText } from './dom.js';
import { withLinks } from './links.js';
import { fullTime, timeOfDay } from './times.js';
import { WORDS } from './words.js';

/**
 * What the log shows, whether the server has it yet or not.
 *
 * @typedef {object} Line
 * @property {string} id Stays the same when the server confirms the words.
 * @property {'customer' | 'bot' | 'staff'} from
 * @property {string | null} name
 * @property {string} text
 * @property {Date} at
 * @property {import('./types.js').Choice[]} choices Those that can be pressed now.
 * @property {'sending' | 'kept' | 'sent' | 'refused' | null} way Null for what others wrote.
 * @property {string} [refused]
 */

/** Screen readers have read out by then, in milliseconds, what came into the log. */
const READ_OUT = 1500;

export class Bubble {
  /**
   * @param {Line} line
   * @param {object} uses
   * @param {string} uses.company
   * @param {(choice: import('./types.js').Choice) => void} uses.press
   * @param {(line: Line) => void} uses.change Take words back that were refused.
   */
  constructor(line, uses) {
    this.uses = uses;
    this.line = line;
    this.author = h('span', { class: 'author' });
    this.text = h('p', { class: 'text', dir: 'auto' });
    this.way = h('span', { class: 'way' });
    this.time = h('time', {});
    // When words came and what becomes of them is no news to be read out: the words are. Whoever
    // goes through the log finds it there.
    this.foot = h(
      'div',
      { class: 'foot', 'aria-live': 'off', 'aria-hidden': 'true' },
      this.time,
      this.way,
    );
    setTimeout(() => this.foot.removeAttribute('aria-hidden'), READ_OUT);
    this.element = h('div', { class: `line ${line.from}` }, this.author, this.text, this.foot);
    this.choices = null;
  }

  /** @param {Line} line @param {boolean} isFirst Whether somebody else wrote the line before. */
  show(line, isFirst) {
    const author = authorOf(line, this.uses.company);
    this.#showAuthor(author);
    this.author.classList.toggle('heard', !isFirst || line.from === 'customer');
    this.element.classList.toggle('first', isFirst);
    if (this.text.textContent !== line.text)
      this.text.replaceChildren(...withLinks(line.text).map(linked));
    this.#showTime(line.at);
    this.#showWay(line);
    this.#showChoices(line.choices);
    this.line = line;
  }

  /** @param {string} author */
  #showAuthor(author) {
    if (author === this.shownAuthor) return;
    this.shownAuthor = author;
    this.author.replaceChildren(author, heard(': '));
  }

  /** @param {Date} at */
  #showTime(at) {
    this.time.dateTime = at.toISOString();
    this.time.title = fullTime(at);
    setText(this.time, timeOfDay(at));
  }

  /** @param {Line} line */
  #showWay(line) {
    if (this.shownWay === line.way) return;
    this.shownWay = line.way;
    // It has a button then.
    if (line.way === 'refused') this.foot.removeAttribute('aria-hidden');
    this.element.classList.toggle('refused', line.way === 'refused');
    this.way.replaceChildren(...(line.way ? this.#wayOf(line) : []));
  }

  /** @param {Line} line @returns {(Node | string)[]} */
  #wayOf(line) {
    if (line.way === 'sent') return [icon('sent'), heard(WORDS.sent)];
    if (line.way === 'sending') return [icon('sending'), heard(WORDS.sending)];
    if (line.way === 'kept') return [icon('sending'), WORDS.kept];
    const change = h(
      'button',
      { type: 'button', onclick: () => this.uses.change(this.line) },
      WORDS.change,
    );
    return [icon('warning'), h('span', {}, `${WORDS.refused} ${line.refused}`), change];
  }

  /** @param {import('./types.js').Choice[]} choices */
  #showChoices(choices) {
    const ids = choices.map(({ id }) => id).join('\n');
    if (ids === this.shownChoices) return;
    this.shownChoices = ids;
    this.choices?.remove();
    this.choices = choices.length ? quickReplies(choices, this.uses.press) : null;
    if (this.choices) this.element.append(this.choices);
  }
}

/**
 * @param {import('./types.js').Choice[]} choices
 * @param {(choice: import('./types.js').Choice) => void} press
 * @returns {HTMLElement}
 */
export function quickReplies(choices, press) {
  const buttons = choices.map((choice) =>
    h('button', { type: 'button', class: 'choice', onclick: () => press(choice) }, choice.title),
  );
  return h(
    'div',
    { class: 'choices', role: 'group', 'aria-label': WORDS.quickReplies },
    ...buttons,
  );
}

/** @param {import('./links.js').Part} part @returns {Node | string} */
function linked({ text, href }) {
  if (!href) return document.createTextNode(text);
  const away = href.startsWith('https:') ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return h('a', { href, ...away }, text);
}
