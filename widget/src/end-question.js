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
    this.element = h(
      'div',
      { class: 'question', hidden: true },
      h(
        'div',
        {
          class: 'card',
          role: 'alertdialog',
          'aria-modal': 'true',
          'aria-labelledby': 'end-ask',
          'aria-describedby': 'end-told',
        },
        h('h2', { id: 'end-ask' }, WORDS.endAsk),
        this.told,
        h('div', { class: 'answers' }, this.no, yes),
      ),
    );
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** @param {string | null} ref The number of what goes on. */
  open(ref) {
    const told = [WORDS.endTold, WORDS.endGoesOn, ...(ref ? [WORDS.endReference(ref)] : [])];
    this.told.textContent = told.join(' ');
    this.#show(true);
    this.no.focus();
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
