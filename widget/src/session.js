/** Which session this browser is in: kept in one place, and the same for all of its tabs. */

/** @typedef {import('./types.js').Session} Session */

export const NAME = 'session';

export class KeptSession {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
  }

  /** @returns {Session | null} */
  read() {
    const kept = this.store.read(NAME);
    return kept?.id && kept.secret ? kept : null;
  }

  /** @param {Session} session */
  write(session) {
    this.store.write(NAME, session);
  }

  /** Remember that something was said in it. */
  said() {
    const kept = this.read();
    if (kept && !kept.said) this.write({ ...kept, said: true });
  }

  forget() {
    this.store.remove(NAME);
  }

  /**
   * Choose between our session and the one that another tab has kept.
   *
   * @param {Session} ours
   * @returns {boolean} Whether ours is kept now.
   */
  choose(ours) {
    if (settle(ours, this.read()) !== ours) return false;
    this.write(ours);
    return true;
  }
}

/**
 * Choose between two sessions that two tabs were given at the same moment: the one in which
 * something was said, else the lesser id. Whoever asks, the answer is the same.
 *
 * @param {Session | null} ours
 * @param {Session | null} theirs
 * @returns {Session | null}
 */
export function settle(ours, theirs) {
  if (!ours || !theirs) return ours ?? theirs;
  if (ours.id === theirs.id) return theirs;
  if (Boolean(ours.said) !== Boolean(theirs.said)) return ours.said ? ours : theirs;
  return ours.id < theirs.id ? ours : theirs;
}
