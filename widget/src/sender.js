/**
 * Sends what lies in the outbox, one after the other, until each is confirmed or refused for good.
 *
 * What is sent again has the same key, and the server stores it once.
 */

/** @typedef {import('./types.js').Unsent} Unsent */
/** @typedef {import('./types.js').Stored} Stored */
/** @typedef {import('./types.js').NotStored} NotStored */

/** These come to nothing however often they are sent. */
const FOR_GOOD = new Set(['too_long', 'bad']);
/** Seconds to wait where the server names none. */
const WAIT = 5;

export class Sender {
  /**
   * @param {object} uses
   * @param {import('./outbox.js').Outbox} uses.outbox
   * @param {() => unknown} uses.session Which session the words go to.
   * @param {() => boolean} uses.isUp Whether words can be sent now.
   * @param {(unsent: Unsent) => Promise<Stored | NotStored>} uses.say Rejects where no answer came.
   * @param {(unsent: Unsent, stored: Stored) => void} uses.stored
   * @param {() => number} uses.newest The newest message that is shown, 0 without any.
   * @param {() => void} uses.changed Something in the outbox looks otherwise now.
   * @param {() => void} uses.silence No answer came in time.
   * @param {() => void} uses.sessionEnded
   * @param {(again: () => void, ms: number) => any} [uses.later]
   */
  constructor(uses) {
    this.uses = { later: (again, ms) => setTimeout(again, ms), ...uses };
    this.sending = false;
    /** Until then, in milliseconds since 1970, the server wants to be left alone. */
    this.notBefore = 0;
  }

  /** Send what waits, as far as it goes; a second call while one is under way does nothing. */
  async flush() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (await this.#sendNext());
    } finally {
      this.sending = false;
    }
  }

  /** Send what is still there then: another tab wrote it, and may be gone before it is confirmed. */
  flushIn(seconds) {
    this.uses.later(() => this.flush(), seconds * 1000);
  }

  /** @returns {Promise<boolean>} Whether to go on with the one after it. */
  async #sendNext() {
    const unsent = this.uses.outbox.next();
    if (!unsent || !this.uses.isUp() || Date.now() < this.notBefore) return false;
    const session = this.uses.session();
    let answer;
    try {
      answer = await this.uses.say(unsent);
    } catch {
      if (this.uses.isUp()) this.uses.silence();
      return false;
    }
    // The answer is about a chat that was ended meanwhile.
    if (session !== this.uses.session()) return true;
    return answer.ok ? this.#stored(unsent, answer) : this.#notStored(unsent, answer);
  }

  /** @param {Unsent} unsent @param {Stored} stored */
  #stored(unsent, stored) {
    this.uses.outbox.drop(unsent.key);
    this.uses.stored(unsent, stored);
    return true;
  }

  /** @param {Unsent} unsent @param {NotStored} answer */
  #notStored(unsent, answer) {
    if (answer.code === 'ended') {
      this.uses.sessionEnded();
      return false;
    }
    if (FOR_GOOD.has(answer.code)) {
      this.uses.outbox.refuse(unsent.key, answer.say, this.uses.newest());
      this.uses.changed();
      return true;
    }
    const seconds = answer.retry_after ?? WAIT;
    this.notBefore = Date.now() + seconds * 1000;
    this.uses.later(() => this.flush(), seconds * 1000 + 50);
    return false;
  }
}
