/**
 * Ends on the server the chats that were ended here while the server could not hear it.
 *
 * Until it has, their ids and secrets are kept, also over a reload, and nothing else of them.
 */
import { io } from 'socket.io-client';

/** @typedef {import('./types.js').Session} Session */

const BEGINNING = 'ended ';
/** How long an answer may take, in milliseconds. */
const ANSWER_WITHIN = 10_000;
/** Seconds to wait where a busy server names none. */
const WAIT = 10;

export class Farewell {
  /**
   * @param {object} uses
   * @param {import('./store.js').Store} uses.store
   * @param {string} uses.origin
   * @param {string} uses.merchant
   * @param {typeof io} [uses.dial]
   */
  constructor(uses) {
    this.uses = { dial: io, ...uses };
    /** @type {Set<string>} The chats that are being ended. */
    this.begun = new Set();
  }

  /**
   * @param {Session | null} session The one to be ended.
   * @param {Promise<boolean>} isTold Whether the server has heard of it.
   */
  async end(session, isTold) {
    if (!session) return;
    const { id, secret } = session;
    this.uses.store.write(BEGINNING + id, { id, secret });
    if (await isTold) this.#done(id);
    else this.resume();
  }

  /** End what is still to be ended, as soon as there is a line. */
  resume() {
    for (const name of this.uses.store.names(BEGINNING)) {
      const session = this.uses.store.read(name);
      if (!session?.id || this.begun.has(session.id)) continue;
      this.begun.add(session.id);
      this.#end(session);
    }
  }

  /** @param {string} id */
  #done(id) {
    this.uses.store.remove(BEGINNING + id);
  }

  /** @param {Session} session */
  #end({ id, secret }) {
    const { store, origin, merchant, dial } = this.uses;
    const socket = dial(origin, {
      query: { merchant },
      auth: { session: { id, secret }, identity: null },
      transports: ['polling'],
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 1000,
      reconnectionDelayMax: 30_000,
      timeout: ANSWER_WITHIN,
    });
    const over = () => {
      this.begun.delete(id);
      removeEventListener('online', connect);
      socket.disconnect();
    };
    // Another tab may have ended it meanwhile; without a network there is nothing to try.
    const connect = () => {
      if (!store.read(BEGINNING + id)) over();
      else if (navigator.onLine && !socket.active) socket.connect();
    };
    socket.on('connect', async () => {
      try {
        await socket.timeout(ANSWER_WITHIN).emitWithAck('end', {});
        this.#done(id);
        over();
      } catch {
        socket.disconnect();
        setTimeout(connect, WAIT * 1000);
      }
    });
    socket.on('connect_error', (/** @type {any} */ error) => {
      const code = error.data?.code;
      // Nobody can open it, or nobody from here.
      if (code === 'session') this.#done(id);
      if (code === 'busy') setTimeout(connect, (error.data.retry_after ?? WAIT) * 1000);
      else if (code) over();
    });
    addEventListener('online', connect);
    connect();
  }
}
