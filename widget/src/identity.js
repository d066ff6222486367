/** Who the customer is, as the company's site has signed it. */
import { WORDS } from './words.js';

export class Identity {
  /** @param {string | null} token */
  constructor(token) {
    this.token = token;
    this.isTold = false;
  }

  /** Tell the site's makers, once, that their token is no good; the customer chats on. */
  wasRefused() {
    if (!this.isTold) console.info(WORDS.identityRefused);
    this.isTold = true;
  }
}
