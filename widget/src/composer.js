/** Where the customer writes. */
import { isBlank } from './blank.js';
import { h, icon, setText } from './dom.js';
import { WORDS } from './words.js';

/** From so few characters left on, they are counted. */
const COUNTED = 200;

export class Composer {
  /**
   * @param {object} uses
   * @param {number} uses.longest In characters.
   * @param {(text: string) => void} uses.say
   * @param {() => void} uses.typing
   * @param {import('./draft.js').Draft} uses.draft
   */
  constructor({ longest, say, typing, draft }) {
    this.longest = longest;
    this.draft = draft;
    this.say = say;
    this.input = h('textarea', {
      class: 'input',
      rows: '1',
      dir: 'auto',
      'aria-label': WORDS.write,
      placeholder: WORDS.write,
      enterkeyhint: 'send',
      autocomplete: 'off',
      oninput: () => {
        this.#changed();
        if (this.input.value) typing();
      },
      onkeydown: (event) => this.#pressed(event),
    });
    this.send = h(
      'button',
      { type: 'submit', class: 'send', 'aria-label': WORDS.send },
      icon('send'),
    );
    this.count = h('p', { class: 'count', role: 'status' });
    const submit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.element = h(
      'form',
      { class: 'composer', onsubmit: submit },
      this.input,
      this.send,
      this.count,
    );
    this.input.value = draft.text;
    draft.dropped = () => this.clear();
    this.#changed();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Put words there to be changed, after what stands there. @param {string} text */
  put(text) {
    this.input.value = [this.input.value.trim(), text].filter(Boolean).join('\n');
    this.#changed();
    this.focus();
  }

  clear() {
    this.input.value = '';
    this.#changed();
  }

  /** Fit the height to what stands there; only possible while it is on screen. */
  fit() {
    const { style } = this.input;
    style.height = 'auto';
    if (this.input.scrollHeight) style.height = `${this.input.scrollHeight + 2}px`;
  }

  /** @returns {string} What there is to send. */
  get text() {
    const { value } = this.input;
    return isBlank(value) ? '' : value.trim();
  }

  /** @returns {number} Characters as people count them, not as JavaScript does. */
  get left() {
    return this.longest - [...this.text].length;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // Enter that confirms a word of an input method (229: Safari's) is none of ours.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const { text, left } = this;
    if (!text || left < 0) return;
    this.clear();
    this.say(text);
    this.focus();
  }

  #changed() {
    const { left } = this;
    this.draft.keep(this.input.value);
    this.send.setAttribute('aria-disabled', String(!this.text || left < 0));
    this.input.setAttribute('aria-invalid', String(left < 0));
    setText(this.count, left < 0 ? WORDS.tooLong(-left) : left < COUNTED ? WORDS.left(left) : '');
    this.fit();
  }
}
