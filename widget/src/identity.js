/** Who the customer is, as the company's site has signed it. */
import { WORDS } from './words.js';

/** What a tab writes for a moment, so that the others hear that the customer has logged out. */
const LOGGED_OUT = 'logged out';

export class Identity {
  /** @param {string | null} token @param {import('./store.js').Store} store */
  constructor(token, store) {
    this.token = token;
    this.store = store;
    this.isTold = false;
  }

  /** Know nobody, in no tab, until the site says anew who is there. */
  logOut() {
    this.token = null;
    this.store.write(LOGGED_OUT, true);
    this.store.remove(LOGGED_OUT);
  }

  /** @param {string | null} name What another tab changed. */
  changedElsewhere(name) {
    if (name === LOGGED_OUT) this.token = null;
  }

  /** Tell the site's makers, once, that their token is no good; the customer chats on. */
  wasRefused() {
    if (!this.isTold) console.info(WORDS.identityRefused);
    this.isTold = true;
  }
}
