/**
 * What must outlive a reload: small values in localStorage, and in memory where there is none.
 *
 * Each value has a key of its own, so that two tabs that write at once do not undo each other.
 */
export class Store {
  /**
   * @param {string} prefix Tells this chat's values from those of others on the same site.
   * @param {Storage | null} storage
   */
  constructor(prefix, storage) {
    this.prefix = `${prefix} `;
    this.storage = storage;
    /** @type {Map<string, string>} What the storage would not take. */
    this.memory = new Map();
  }

  /** @param {string} name @returns {any} The value, or null. */
  read(name) {
    try {
      const text = this.memory.get(name) ?? this.storage?.getItem(this.prefix + name) ?? null;
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {unknown} value */
  write(name, value) {
    const text = JSON.stringify(value);
    try {
      if (!this.storage) throw new Error('no storage');
      this.storage.setItem(this.prefix + name, text);
      this.memory.delete(name);
    } catch {
      this.memory.set(name, text); // Full, or forbidden by the browser's settings.
    }
  }

  /** @param {string} name */
  remove(name) {
    this.memory.delete(name);
    try {
      this.storage?.removeItem(this.prefix + name);
    } catch {
      // What cannot be reached is not kept either.
    }
  }

  /** @param {string} beginning @returns {string[]} The names that begin so. */
  names(beginning) {
    const kept = [];
    try {
      for (let i = 0; i < (this.storage?.length ?? 0); i += 1)
        kept.push(this.storage?.key(i) ?? '');
    } catch {
      // As above.
    }
    const ours = kept
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => key.slice(this.prefix.length));
    return [...new Set([...ours, ...this.memory.keys()])].filter((name) =>
      name.startsWith(beginning),
    );
  }

  /** @param {(name: string | null) => void} told Hears what other tabs changed; null: everything. */
  onChangeElsewhere(told) {
    addEventListener('storage', (event) => {
      if (event.storageArea !== this.storage) return;
      if (event.key === null) told(null);
      else if (event.key.startsWith(this.prefix)) told(event.key.slice(this.prefix.length));
    });
  }
}

/** @param {'localStorage' | 'sessionStorage'} kind @returns {Storage | null} Null where it may not be used. */
export function storageIfAllowed(kind) {
  try {
    return window[kind];
  } catch {
    return null;
  }
}
