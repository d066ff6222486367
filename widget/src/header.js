/** The panel's head: which company, who is speaking, the menu and the way out. */
import { h, icon, setText } from './dom.js';
import { WORDS } from './words.js';

export class Header {
  /**
   * @param {object} uses
   * @param {import('./types.js').Look} uses.look
   * @param {string} uses.origin
   * @param {HTMLElement} uses.menu
   * @param {() => void} uses.close
   */
  constructor({ look, origin, menu, close }) {
    this.who = h('span', { id: 'who' });
    this.ref = h('span', { class: 'ref' });
    this.line = h('p', { class: 'who' }, this.who, ' ', this.ref);
    this.element = h(
      'header',
      { class: 'header' },
      avatar(look, origin),
      h('div', { class: 'names' }, h('h1', {}, look.company), this.line),
      menu,
      h(
        'button',
        { type: 'button', class: 'round', 'aria-label': WORDS.close, onclick: close },
        icon('close'),
      ),
    );
  }

  /** @param {import('./conversation.js').Conversation} conversation */
  show({ whoSpeaks, ref, transcript }) {
    const name = transcript.personsName;
    const who = {
      human: name ? WORDS.named(name) : WORDS.person,
      waiting: WORDS.waiting,
    }[whoSpeaks ?? ''];
    setText(this.who, who ?? WORDS.automated);
    setText(this.ref, ref ?? '');
    this.line.classList.toggle('present', whoSpeaks === 'human');
  }
}

/** @param {import('./types.js').Look} look @param {string} origin @returns {HTMLElement} */
function avatar({ avatar: path, company }, origin) {
  const initials = company
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase())
    .join('');
  const place = h('div', { class: 'avatar', 'aria-hidden': 'true' }, initials);
  if (path) {
    const image = h('img', { src: new URL(path, origin).href, alt: '' });
    image.addEventListener('load', () => place.replaceChildren(image));
  }
  return place;
}
