/**
 * One tab at a time: whoever asks for a new session holds the turn until it has one, and the next
 * tab then finds it. Browsers without Web Locks go on at once; `settle` then chooses.
 */

/** A turn is given back after this time, in milliseconds, whatever happened. */
const LONGEST = 8000;

export class Turn {
  /** @param {string} name @param {LockManager | undefined} locks */
  constructor(name, locks) {
    this.name = name;
    this.locks = locks;
    this.give = () => {};
    this.waiting = new AbortController();
  }

  /** @returns {Promise<void>} Settles when it is this tab's turn. */
  take() {
    this.release();
    const { locks } = this;
    const { signal } = this.waiting;
    if (!locks) return Promise.resolve();
    return new Promise((taken) => {
      locks
        .request(this.name, { signal }, () => {
          taken();
          return new Promise((given) => {
            this.give = () => given(undefined);
            setTimeout(given, LONGEST);
          });
        })
        .catch(() => taken());
    });
  }

  release() {
    this.waiting.abort();
    this.waiting = new AbortController();
    this.give();
    this.give = () => {};
  }
}
