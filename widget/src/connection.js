/** The line to the chat's server: socket.io, when to connect, and when to try again. */
import { io } from 'socket.io-client';

/** @typedef {import('./types.js').Link} Link */

/** How long an answer may take before the line counts as dead, in milliseconds. */
const ANSWER_WITHIN = 10_000;
/** How long hanging up waits for the server to take the last word, in milliseconds. */
const LAST_WORD_WITHIN = 3000;
/** How long to wait for a websocket where polling works already, in milliseconds. */
const UPGRADE_WITHIN = 700;
/** Seconds to wait where a busy server names none. */
const WAIT = 10;

export class Connection {
  /**
   * @param {object} uses
   * @param {string} uses.origin
   * @param {string} uses.merchant
   * @param {(introduce: (auth: object) => void) => void} uses.introduce Says who we are, at every connect.
   * @param {(refusal: {code: string, say?: string, retry_after?: number}) => void} uses.refused
   * @param {() => void} uses.changed The link looks otherwise now.
   * @param {Record<string, (...args: any[]) => void>} uses.hears What to do with each event.
   */
  constructor(uses) {
    this.uses = uses;
    /** @type {Link} */
    this.link = 'idle';
    this.welcomed = false;
    this.again = 0;
    /** Whether the server asked to be left alone until then. */
    this.isToWait = false;
    /** Settles when an earlier call has been hung up. */
    this.leaving = Promise.resolve();
    this.socket = io(uses.origin, {
      query: { merchant: uses.merchant },
      auth: (tell) => {
        // Who we are is told to the line that asked, not to one that came after it.
        const { engine } = this.socket.io;
        uses.introduce((auth) => engine === this.socket.io.engine && tell(auth));
      },
      transports: ['polling', 'websocket'],
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.3,
      timeout: ANSWER_WITHIN,
    });
    this.#listen();
    addEventListener('online', () => this.#wake());
    addEventListener('offline', () => this.link === 'connecting' && this.#is('down'));
    document.addEventListener('visibilitychange', () => document.hidden || this.#wake());
  }

  /** @returns {boolean} Whether words can be sent. */
  get isUp() {
    return this.welcomed && this.socket.connected;
  }

  open() {
    if (this.link !== 'idle' && this.link !== 'refused') return;
    this.#is(navigator.onLine ? 'connecting' : 'down');
    this.isToWait = false;
    this.leaving.then(() => this.link !== 'idle' && this.socket.connect());
  }

  close() {
    clearTimeout(this.again);
    this.socket.disconnect();
    this.welcomed = false;
    this.#is('idle');
  }

  /**
   * Say one last thing, if there is a line, and hang up.
   *
   * @param {string} event
   * @returns {Promise<boolean>} Whether the server has taken it.
   */
  leave(event) {
    const told = this.isUp
      ? this.socket.timeout(LAST_WORD_WITHIN).emitWithAck(event, {})
      : Promise.reject(new Error('no line'));
    clearTimeout(this.again);
    this.welcomed = false;
    this.#is('idle');
    const isTaken = told.then(
      () => true,
      () => false,
    );
    this.leaving = isTaken.then(() => void this.socket.disconnect());
    return isTaken;
  }

  /** Connect anew, at once, so that the server hears anew who we are. */
  renew() {
    clearTimeout(this.again);
    this.isToWait = false;
    this.socket.disconnect();
    this.welcomed = false;
    if (this.link !== 'down') this.#is('connecting');
    this.socket.connect();
  }

  /** @param {number | null} [seconds] */
  renewIn(seconds) {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.renew(), (seconds ?? WAIT) * 1000);
    this.isToWait = true;
  }

  /** Stay away: this page may not open the chat. */
  giveUp() {
    this.close();
    this.#is('refused');
  }

  /**
   * Settles when the line has the form that it keeps. A websocket that is given up half way, as it
   * is when the server refuses us, makes the browser complain on the console.
   */
  settled() {
    if (!('WebSocket' in window)) return Promise.resolve();
    return new Promise((done) => {
      setTimeout(done, UPGRADE_WITHIN);
      for (const end of ['upgrade', 'upgradeError', 'close']) this.socket.io.engine.once(end, done);
    });
  }

  /** @param {string} event @param {object} content @returns {Promise<any>} Rejects without an answer. */
  ask(event, content) {
    return this.socket.timeout(ANSWER_WITHIN).emitWithAck(event, content);
  }

  /** Tell what may get lost. @param {string} event @param {object} content */
  tell(event, content) {
    if (this.isUp) this.socket.emit(event, content);
  }

  #listen() {
    const { socket, uses } = this;
    for (const [event, heard] of Object.entries(uses.hears)) {
      socket.on(event, (...args) => {
        if (event === 'welcome') {
          this.welcomed = true;
          this.#is('up');
        }
        // What still arrives while we hang up is of no concern any more.
        if (!this.welcomed) return;
        heard(...args);
      });
    }
    socket.on('disconnect', (reason) => {
      this.welcomed = false;
      if (this.link === 'up') this.#is(navigator.onLine ? 'connecting' : 'down');
      // The only end after which socket.io does not try again by itself.
      if (reason === 'io server disconnect' && this.link !== 'idle') this.renewIn(1);
    });
    socket.on('connect_error', (/** @type {any} */ error) => {
      if (this.link === 'idle') return;
      this.#is('down');
      if (error.data?.code) uses.refused(error.data);
      // Refused without a reason that we know: socket.io leaves it there.
      else if (!socket.active) this.renewIn();
    });
  }

  #wake() {
    if (this.isUp || this.isToWait) return;
    if (this.link === 'down' || this.link === 'connecting') this.renew();
  }

  /** @param {Link} link */
  #is(link) {
    if (link === this.link) return;
    this.link = link;
    this.uses.changed();
  }
}
