/** The web component: launcher and panel in a shadow root of their own. */
import css from './chat.css';
import { h, icon, setText } from './dom.js';
import { Panel } from './panel.js';
import { WORDS } from './words.js';

/** Where the panel fills the screen; the same as in chat.css. */
const FULL = '(max-width: 600px), (max-height: 480px)';
const FOCUSABLE = 'button:not([tabindex="-1"]), textarea, a[href], [tabindex="0"]';

export class RefundChatElement extends HTMLElement {
  /**
   * @param {object} uses
   * @param {import('./types.js').Look} uses.look
   * @param {string} uses.origin
   * @param {import('./conversation.js').Conversation} uses.conversation
   */
  begin({ look, origin, conversation }) {
    this.conversation = conversation;
    this.full = matchMedia(FULL);
    this.#style(look);
    this.count = h('span', { class: 'count-of-unread', 'aria-hidden': 'true' });
    this.launcher = h(
      'button',
      { type: 'button', class: 'launcher', onclick: () => this.open() },
      icon('chat'),
      this.count,
    );
    this.panel = new Panel({ look, origin, conversation, close: () => this.close() });
    this.root = h(
      'div',
      { class: 'root', lang: 'en', dir: 'ltr' },
      this.launcher,
      this.panel.element,
    );
    this.shadowRoot.append(this.root);
    this.root.addEventListener('keydown', (event) => this.#pressed(event));
    document.addEventListener('visibilitychange', () => this.#see());
    this.full.addEventListener('change', () => this.#fit());
    window.visualViewport?.addEventListener('resize', () => this.#fit());
    window.visualViewport?.addEventListener('scroll', () => this.#fit());
    conversation.changed = () => this.#changed();
    this.#show();
  }

  get isOpen() {
    return !this.panel.element.hidden;
  }

  open() {
    if (!this.isOpen) {
      this.panel.element.hidden = false;
      this.launcher.hidden = true;
      this.conversation.open();
      this.#fit();
      this.#show();
      this.panel.composer.fit();
      this.panel.log.begin();
    }
    this.panel.focus();
  }

  close() {
    if (!this.isOpen) return;
    const hadFocus = this.shadowRoot.activeElement !== null;
    this.panel.element.hidden = true;
    this.launcher.hidden = false;
    if (hadFocus) this.launcher.focus({ preventScroll: true });
  }

  /** @param {import('./types.js').Look} look */
  #style(look) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
    this.style.setProperty('--accent', look.colour);
    this.style.setProperty('--on-accent', look.on_colour);
  }

  /** Several changes at once are shown once. */
  #changed() {
    if (this.willShow) return;
    this.willShow = true;
    queueMicrotask(() => {
      this.willShow = false;
      this.#show();
    });
  }

  #show() {
    this.panel.show();
    this.#see();
    const { unread } = this.conversation.transcript;
    setText(this.count, unread > 99 ? '99+' : String(unread || ''));
    this.launcher.setAttribute('aria-label', unread ? WORDS.openUnread(unread) : WORDS.open);
  }

  #see() {
    if (this.isOpen && !document.hidden) this.conversation.reading.see();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (!this.isOpen || event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (!this.panel.closeTop()) this.close();
    }
    const isModal = this.full.matches || this.panel.question.isOpen;
    if (event.key === 'Tab' && isModal) this.#keepInside(event);
  }

  /** Where the panel covers the page, or asks, Tab goes round in it. @param {KeyboardEvent} event */
  #keepInside(event) {
    const all = [...this.panel.element.querySelectorAll(FOCUSABLE)];
    const reachable = all.filter((one) => one.getClientRects().length && !one.closest('[inert]'));
    const last = reachable.length - 1;
    const at = reachable.indexOf(this.shadowRoot.activeElement);
    if (at >= 0 && at !== (event.shiftKey ? 0 : last)) return;
    event.preventDefault();
    reachable[event.shiftKey ? last : 0].focus();
  }

  /** Keep the panel where it can be seen: above the keyboard of a phone. */
  #fit() {
    const { element } = this.panel;
    const view = window.visualViewport;
    if (this.full.matches) element.setAttribute('aria-modal', 'true');
    else element.removeAttribute('aria-modal');
    // Who has zoomed in moves about in the panel; its size stays.
    const isCovered = view && this.full.matches && Math.abs(view.scale - 1) < 0.01;
    this.style.setProperty('--view-height', isCovered ? `${view.height}px` : '100dvh');
    this.style.setProperty('--view-top', isCovered ? `${view.offsetTop}px` : '0px');
    this.panel.log.keepEnd();
  }
}
