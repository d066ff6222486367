/** The conversation as this tab knows it; whoever shows it listens to its changes. */
import { Connection } from './connection.js';
import { Draft } from './draft.js';
import { Farewell } from './farewell.js';
import { Identity } from './identity.js';
import { Outbox, isOfOutbox } from './outbox.js';
import { Reading } from './reading.js';
import { Sender } from './sender.js';
import { KeptSession, NAME as SESSION } from './session.js';
import { Store, storageIfAllowed } from './store.js';
import { Transcript } from './transcript.js';
import { Turn } from './turn.js';
import { Typing } from './typing.js';
import { WORDS } from './words.js';

/** @typedef {import('./types.js').Message} Message */

/** After how many seconds a tab sends what another tab wrote and did not get confirmed. */
const FOR_OTHERS = 15;

export class Conversation {
  /** @param {{origin: string, merchant: string, identity: string | null}} tag */
  constructor({ origin, merchant, identity }) {
    const place = `refund-chat ${origin} ${merchant}`;
    const store = new Store(place, storageIfAllowed('localStorage'));
    this.draft = new Draft(new Store(place, storageIfAllowed('sessionStorage')));
    /** Whether the customer opened the chat on this page. */
    this.isWanted = false;
    this.isIntroduced = false;
    this.identity = new Identity(identity, store);
    this.kept = new KeptSession(store);
    this.outbox = new Outbox(store);
    this.transcript = new Transcript();
    this.typing = new Typing(() => this.changed());
    this.turn = new Turn(place, navigator.locks);
    this.farewell = new Farewell({ store, origin, merchant });
    /** Whoever shows the conversation hears here of every change. */
    this.changed = () => {};
    this.reading = new Reading({
      transcript: this.transcript,
      tell: (id) => this.connection.tell('seen', { id }),
      changed: () => this.changed(),
    });
    this.connection = new Connection({
      origin,
      merchant,
      introduce: (tell) => this.#introduce(tell),
      refused: (refusal) => this.#refused(refusal),
      changed: () => this.#linkChanged(),
      hears: {
        welcome: (welcome) => this.#welcomed(welcome),
        message: (message, confirm) => this.#heard(message, confirm),
        typing: ({ from, on }) => this.typing.is(on ? from : null),
        seen: ({ id }) => this.reading.seen(id),
        state: ({ who_speaks, ref }) => this.#stateIs(who_speaks, ref),
        ended: () => this.#ended(),
      },
    });
    this.sender = new Sender({
      outbox: this.outbox,
      session: () => this.session,
      isUp: () => this.connection.isUp,
      say: ({ key, text, button }) =>
        this.connection.ask('say', { key, text, ...(button && { button }) }),
      newest: () => this.transcript.newestId,
      stored: ({ key }, { id, at, text }) =>
        this.#heard({ id, from: 'customer', name: null, text, at, buttons: [], key }),
      changed: () => this.changed(),
      silence: () => this.connection.renew(),
      sessionEnded: () => this.#beginAnew(),
    });
    this.#reset();
    store.onChangeElsewhere((name) => this.#changedElsewhere(name));
    this.farewell.resume();
    if (this.kept.read() || this.outbox.next()) this.connection.open();
  }

  /** @returns {import('./types.js').Link} */
  get link() {
    return this.connection.link;
  }

  /** @returns {boolean} Whether what was said before is still on its way here. */
  get isLoading() {
    return this.session === null && this.kept.read() !== null;
  }

  open() {
    this.isWanted = true;
    this.ended = false;
    this.connection.open();
  }

  /** @param {string} text @param {string} [button] */
  say(text, button) {
    this.ended = false;
    this.outbox.add(text, button);
    this.connection.open();
    this.changed();
    this.sender.flush();
  }

  /** Take words back that were refused. @param {string} key */
  takeBack(key) {
    this.outbox.drop(key);
    this.changed();
  }

  /** Tell the others that the customer is typing. */
  type() {
    if (this.typing.isToBeTold()) this.connection.tell('typing', {});
  }

  /** @returns {Promise<void>} Settles when the older messages are there; rejects without a line. */
  async loadEarlier() {
    const { session } = this;
    const { messages, earlier } = await this.connection.ask('earlier', {
      before: this.transcript.oldestId,
    });
    if (session !== this.session) return;
    this.transcript.addEarlier(messages, earlier);
    this.changed();
  }

  /** End the chat and forget it here; the server hears of it as soon as there is a line. */
  end() {
    const kept = this.kept.read();
    const isOurs = kept?.id === this.session?.id;
    const isTaken = this.connection.leave('end');
    this.farewell.end(kept, isOurs ? isTaken : Promise.resolve(false));
    this.outbox.clear();
    this.kept.forget();
    this.#endHere();
  }

  /** End the chat, and know nobody until the site says anew who is there. */
  logOut() {
    this.identity.logOut();
    this.end();
  }

  /** @param {string | null} token Who the customer is, signed by the site. */
  identify(token) {
    if (token === this.identity.token) return;
    this.identity.token = token;
    if (this.link !== 'idle') this.connection.renew();
  }

  /** @param {(auth: object) => void} tell */
  async #introduce(tell) {
    if (this.kept.read()) this.turn.release();
    else await this.turn.take();
    if (!this.isIntroduced && this.kept.read()) await this.connection.settled();
    this.isIntroduced = true;
    const kept = this.kept.read();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
    tell({
      session: kept && { id: kept.id, secret: kept.secret },
      identity: this.identity.token,
      zone,
    });
  }

  /** @param {import('./types.js').Welcome} welcome */
  #welcomed(welcome) {
    const { id, secret } = welcome.session;
    const isKept = !secret || this.kept.choose({ id, secret });
    this.turn.release();
    if (!isKept) {
      this.connection.renew();
      return;
    }
    if (this.session?.id !== id) {
      this.transcript.clear();
      this.session = this.kept.read();
    }
    this.notice = null;
    this.ended = false;
    this.typing.is(null);
    this.transcript.begin(welcome.messages, welcome.earlier);
    this.reading.begin(welcome.seen);
    for (const message of welcome.messages) this.outbox.drop(message.key);
    if (welcome.messages.length) this.kept.said();
    if (welcome.identity === 'refused') this.identity.wasRefused();
    this.#stateIs(welcome.who_speaks, welcome.ref);
    this.sender.flush();
  }

  /** @param {Message} message @param {(taken: true) => void} [confirm] */
  #heard(message, confirm) {
    this.transcript.merge([message]);
    this.outbox.drop(message.key);
    this.kept.said();
    if (message.from !== 'customer') this.typing.is(null);
    this.changed();
    confirm?.(true);
  }

  #linkChanged() {
    // Without a line nobody tells that the writing is over.
    if (!this.connection.isUp) this.typing.is(null);
    this.changed();
  }

  /** @param {import('./types.js').WhoSpeaks} whoSpeaks @param {string | null} ref */
  #stateIs(whoSpeaks, ref) {
    this.whoSpeaks = whoSpeaks;
    this.ref = ref;
    this.changed();
  }

  /** @param {{code: string, say?: string, retry_after?: number}} refusal */
  #refused({ code, say, retry_after }) {
    this.turn.release();
    if (code === 'account') {
      this.outbox.clear();
      this.draft.drop();
    }
    if ((code === 'session' || code === 'account') && this.kept.read()) {
      this.#beginAnew();
      return;
    }
    this.notice = say || null;
    if (code === 'merchant' || code === 'origin') {
      this.notice ||= WORDS.turnedAway;
      this.connection.giveUp();
    } else {
      this.connection.renewIn(retry_after);
    }
    this.changed();
  }

  /** The session is no more; what is unsent is said in a new one. */
  #beginAnew() {
    this.kept.forget();
    this.transcript.clear();
    this.#reset();
    // A visitor who did not open the chat needs no new session.
    if (this.isWanted || this.outbox.next()) this.connection.renew();
    else this.connection.close();
    this.changed();
  }

  /** The server says that the chat was ended, in some tab. */
  #ended() {
    // Another tab may be in a new one already; what that one keeps is not ours to clear.
    const kept = this.kept.read();
    if (!kept || kept.id === this.session?.id) {
      this.kept.forget();
      this.outbox.clear();
    }
    this.connection.close();
    this.#endHere();
  }

  #endHere() {
    this.transcript.clear();
    this.draft.drop();
    this.#reset();
    this.ended = true;
    this.changed();
  }

  #reset() {
    this.typing.is(null);
    this.reading.forget();
    /** @type {import('./types.js').Session | null} Whose messages the transcript holds. */
    this.session = null;
    /** @type {import('./types.js').WhoSpeaks} */
    this.whoSpeaks = null;
    /** @type {string | null} */
    this.ref = null;
    /** @type {string | null} Why the server would not have us. */
    this.notice = null;
    this.ended = false;
  }

  /** @param {string | null} name What another tab changed; null: everything. */
  #changedElsewhere(name) {
    this.identity.changedElsewhere(name);
    if (name === null || name === SESSION) this.#sessionChangedElsewhere();
    if (isOfOutbox(name)) {
      this.sender.flushIn(FOR_OTHERS);
      this.changed();
    }
  }

  #sessionChangedElsewhere() {
    const stored = this.kept.read();
    if (!stored) {
      if (!this.session) return;
      this.connection.close();
      this.#endHere();
    } else if (stored.id !== this.session?.id) {
      const ours = this.session && { ...this.session, said: this.transcript.messages.length > 0 };
      if (!ours || !this.kept.choose(ours)) this.connection.renew();
    }
  }
}
