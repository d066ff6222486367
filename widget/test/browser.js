/** What the widget uses of a browser and Node lacks. */
import { webcrypto } from 'node:crypto';

// Node 18 has it under another name.
globalThis.crypto ??= webcrypto;

/** A localStorage: what browsers promise of it, and nothing else. */
export class FakeStorage {
  constructor() {
    this.values = new Map();
  }

  get length() {
    return this.values.size;
  }

  key(i) {
    return [...this.values.keys()][i] ?? null;
  }

  getItem(key) {
    return this.values.get(key) ?? null;
  }

  setItem(key, value) {
    this.values.set(key, String(value));
  }

  removeItem(key) {
    this.values.delete(key);
  }
}
