/** What the customer has begun to write, kept over a change of page; it goes when the chat goes. */
const NAME = 'draft';

export class Draft {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
    /** Whoever shows the draft hears here that it is gone. */
    this.dropped = () => {};
  }

  /** @returns {string} */
  get text() {
    return this.store.read(NAME) ?? '';
  }

  /** @param {string} text */
  keep(text) {
    if (text) this.store.write(NAME, text);
    else this.store.remove(NAME);
  }

  /** Forget it, also where it is shown: whoever writes next is somebody else. */
  drop() {
    this.store.remove(NAME);
    this.dropped();
  }
}
