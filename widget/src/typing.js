/** Who is writing at the moment, and how often the customer's own writing is told. */

/** The customer's writing is told at most this often, in milliseconds. */
const EVERY = 3000;
/** Writing that nobody ended is over by then, in milliseconds. */
const ENDS = 15_000;

export class Typing {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.toldAt = 0;
    /** @type {'bot' | 'staff' | null} */
    this.who = null;
  }

  /** @param {'bot' | 'staff' | null} who */
  is(who) {
    clearTimeout(this.over);
    if (who) this.over = setTimeout(() => this.is(null), ENDS);
    if (who === this.who) return;
    this.who = who;
    this.changed();
  }

  /** @returns {boolean} Whether it is time to tell that the customer is writing. */
  isToBeTold() {
    if (Date.now() - this.toldAt < EVERY) return false;
    this.toldAt = Date.now();
    return true;
  }
}
