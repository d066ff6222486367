/** How far the customer has read: known here at once, told to the server not too often. */

/** The server is told at most this often, in milliseconds. */
const EVERY = 400;

export class Reading {
  /**
   * @param {object} uses
   * @param {import('./transcript.js').Transcript} uses.transcript
   * @param {(id: number) => void} uses.tell
   * @param {() => void} uses.changed
   */
  constructor(uses) {
    this.uses = uses;
    this.toldAt = -EVERY;
    this.timer = undefined;
  }

  /** Everything so far was on screen. */
  see() {
    const { transcript } = this.uses;
    const id = transcript.newestToRead;
    if (id <= transcript.seen) return;
    this.seen(id);
    const wait = this.toldAt + EVERY - performance.now();
    if (wait <= 0) this.#tell();
    else this.timer ??= setTimeout(() => this.#tell(), wait);
  }

  /** @param {number} id In this tab or in another one. */
  seen(id) {
    if (id <= this.uses.transcript.seen) return;
    this.uses.transcript.markSeen(id);
    this.uses.changed();
  }

  /** The server said how far it knows of. @param {number} id */
  begin(id) {
    const { transcript, tell } = this.uses;
    transcript.markSeen(id);
    if (transcript.seen > id) tell(transcript.seen);
  }

  /** What is to be told is of a chat that is no more. */
  forget() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  #tell() {
    this.forget();
    this.toldAt = performance.now();
    this.uses.tell(this.uses.transcript.seen);
  }
}
