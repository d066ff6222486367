/** Asks once whether to end and clear, inside the panel. */
import { h } from './dom.js';
import { WORDS } from './words.js';

export class EndQuestion {
  /** @param {{ended: () => void, kept: () => void}} uses */
  constructor(uses) {
    this.uses = uses;
    this.told = h('p', { id: 'end-told' });
    this.no = h(
      'button',
      { type: 'button', class: 'quiet', onclick: () => this.close() },
      WORDS.endNo,
    );
    const yes = h(
      'button',
      { type: 'button', class: 'strong', onclick: () => this.#end() },
      WORDS.endYes,
    );
    this.card = h(
      'div',
      {
        class: 'card',
        role: 'alertdialog',
        'aria-modal': 'true',
        'aria-labelledby': 'end-ask',
        'aria-describedby': 'end-told',
        tabindex: '-1',
      },
      h('h2', { id: 'end-ask' }, WORDS.endAsk),
      this.told,
      h('div', { class: 'answers' }, this.no, yes),
    );
    this.element = h('div', { class: 'question', hidden: true }, this.card);
    // A press beside the card takes the keyboard nowhere.
    this.element.addEventListener('mousedown', (event) => {
      if (event.target === this.element) event.preventDefault();
    });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** @param {string | null} ref The number of what goes on. */
  open(ref) {
    const told = [WORDS.endTold, WORDS.endGoesOn, ...(ref ? [WORDS.endReference(ref)] : [])];
    this.told.textContent = told.join(' ');
    this.#show(true);
    const { scrollHeight, clientHeight } = this.element;
    // Where there is no room for all of it, it is read from its beginning.
    (scrollHeight > clientHeight ? this.card : this.no).focus({ preventScroll: true });
    this.element.scrollTop = 0;
  }

  close() {
    this.#show(false);
    this.uses.kept();
  }

  #end() {
    this.#show(false);
    this.uses.ended();
  }

  /** Nothing else in the panel can be reached meanwhile. @param {boolean} open */
  #show(open) {
    this.element.hidden = !open;
    for (const sibling of this.element.parentElement.children) {
      if (sibling !== this.element) sibling.inert = open;
    }
  }
}
