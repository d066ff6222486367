/** Words that wait for the server to confirm them, in the order in which they were written. */
import { newKey } from './key.js';

/** @typedef {import('./types.js').Unsent} Unsent */

const BEGINNING = 'unsent ';

export class Outbox {
  /** @param {import('./store.js').Store} store @param {() => number} now Milliseconds since 1970. */
  constructor(store, now = Date.now) {
    this.store = store;
    this.now = now;
    this.latest = 0;
  }

  /** @param {string} text @param {string} [button] @returns {Unsent} */
  add(text, button) {
    // Two in the same millisecond keep their order.
    this.latest = Math.max(this.now(), this.latest + 1);
    const unsent = {
      key: newKey(),
      text,
      at: this.latest,
      ...(button === undefined ? {} : { button }),
    };
    this.store.write(BEGINNING + unsent.key, unsent);
    return unsent;
  }

  /** @returns {Unsent[]} Oldest first. */
  list() {
    const all = this.store.names(BEGINNING).map((name) => this.store.read(name));
    return all
      .filter((unsent) => unsent?.key)
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  }

  /** @returns {Unsent | undefined} What is to be sent next. */
  next() {
    return this.list().find((unsent) => !unsent.refused);
  }

  /** @param {string} key */
  has(key) {
    return this.store.read(BEGINNING + key) !== null;
  }

  /** @param {string | null} key */
  drop(key) {
    if (key) this.store.remove(BEGINNING + key);
  }

  /**
   * Keep it, but send it no more.
   *
   * @param {string} key
   * @param {string} why
   * @param {number} after The message below which it stands from now on; 0 for none.
   */
  refuse(key, why, after) {
    const unsent = this.store.read(BEGINNING + key);
    if (unsent) this.store.write(BEGINNING + key, { ...unsent, refused: why, after });
  }

  clear() {
    for (const name of this.store.names(BEGINNING)) this.store.remove(name);
  }
}

/** @param {string | null} name @returns {boolean} Whether a stored name is one of the outbox. */
export const isOfOutbox = (name) => name === null || name.startsWith(BEGINNING);
