/** The menu in the header: a button and what it opens, usable by arrow keys. */
import { h, icon } from './dom.js';
import { WORDS } from './words.js';

export class Menu {
  /** @param {{label: string, run: () => void}[]} items */
  constructor(items) {
    this.button = h(
      'button',
      {
        type: 'button',
        class: 'round',
        'aria-label': WORDS.menu,
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        onclick: () => (this.isOpen ? this.close() : this.open()),
      },
      icon('menu'),
    );
    this.items = items.map(({ label, run }) =>
      h(
        'button',
        { type: 'button', role: 'menuitem', tabindex: '-1', onclick: () => this.#run(run) },
        label,
      ),
    );
    this.list = h(
      'div',
      { class: 'menu', role: 'menu', 'aria-label': WORDS.menu, hidden: true },
      ...this.items,
    );
    this.element = h('div', { class: 'menu-place' }, this.button, this.list);
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
    this.element.addEventListener('focusout', (event) => {
      if (!this.element.contains(event.relatedTarget)) this.#hide();
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open() {
    this.list.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.items[0].focus();
  }

  close() {
    this.#hide();
    this.button.focus();
  }

  #hide() {
    this.list.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
  }

  /** @param {() => void} run */
  #run(run) {
    if (!this.isOpen) return;
    this.close();
    run();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const at = this.items.indexOf(root.activeElement);
    const last = this.items.length - 1;
    const to = {
      ArrowDown: at < last ? at + 1 : 0,
      ArrowUp: at > 0 ? at - 1 : last,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || (!this.isOpen && !event.key.startsWith('Arrow'))) return;
    event.preventDefault();
    if (!this.isOpen) this.open();
    this.items[to].focus();
  }
}
