/** The messages that the server has confirmed, in order and each once, and how far they were read. */

/** @typedef {import('./types.js').Message} Message */

/** @param {Message[]} messages */
const idsOf = (messages) => new Set(messages.map(({ id }) => id));

export class Transcript {
  constructor() {
    this.clear();
  }

  clear() {
    /** @type {Message[]} Oldest first. */
    this.messages = [];
    this.seen = 0;
    /** Whether the server has older ones. */
    this.earlier = false;
  }

  /**
   * Take what the server sends after every connect: its newest messages, without a gap.
   *
   * @param {Message[]} newest
   * @param {boolean} earlier
   */
  begin(newest, earlier) {
    const oldest = newest.length ? Math.min(...newest.map((m) => m.id)) : 0;
    const reachesOurs = this.messages.some((m) => m.id >= oldest);
    if (!reachesOurs) {
      // Between ours and the server's there may be others: ours are loaded again on a wish.
      this.messages = [];
      this.earlier = earlier;
    } else if (!earlier) {
      this.earlier = false;
    }
    this.merge(newest);
  }

  /** @param {Message[]} messages */
  merge(messages) {
    const byId = new Map(this.messages.map((m) => [m.id, m]));
    for (const message of messages) byId.set(message.id, message);
    this.messages = [...byId.values()].sort((a, b) => a.id - b.id);
  }

  /** @param {Message[]} messages @param {boolean} earlier */
  addEarlier(messages, earlier) {
    this.merge(messages);
    this.earlier = earlier && messages.length > 0;
  }

  /** @returns {number | null} */
  get oldestId() {
    return this.messages[0]?.id ?? null;
  }

  /** @returns {number} The newest of all, 0 without any. */
  get newestId() {
    return this.messages.at(-1)?.id ?? 0;
  }

  /** @returns {number} The newest of the bot's or staff's messages, 0 without any. */
  get newestToRead() {
    return this.messages.reduce((id, m) => (m.from === 'customer' ? id : m.id), 0);
  }

  /** @param {number} id */
  markSeen(id) {
    this.seen = Math.max(this.seen, id);
  }

  /** @returns {number} */
  get unread() {
    return this.messages.filter((m) => m.from !== 'customer' && m.id > this.seen).length;
  }

  /** @returns {Set<number>} The messages whose quick replies can still be pressed. */
  get pressable() {
    const own = this.messages.reduce((id, m) => (m.from === 'customer' ? m.id : id), -1);
    const news = this.messages.filter((m) => m.id > own && m.from !== 'customer');
    const bots = news.filter((m) => m.from === 'bot');
    const newest = bots.at(-1);
    // An older server does not tell what its words answer.
    if (newest?.reply_to === undefined) return idsOf(bots);
    if (news.at(-1) !== newest) return new Set();
    const answered = newest.reply_to;
    return idsOf(answered === null ? [newest] : bots.filter((m) => m.reply_to === answered));
  }

  /** @returns {string | null} The name of the person who wrote last. */
  get personsName() {
    return this.messages.reduce(
      (name, m) => (m.from === 'staff' ? m.name : name),
      /** @type {string | null} */ (null),
    );
  }
}
