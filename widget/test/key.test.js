import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { newKey } from '../src/key.js';
import './browser.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('Keys are random UUIDs, also on pages without https', (t) => {
  assert.match(newKey(), UUID);
  const own = { getRandomValues: (bytes) => webcrypto.getRandomValues(bytes) };
  const real = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  t.after(() => Object.defineProperty(globalThis, 'crypto', real));
  Object.defineProperty(globalThis, 'crypto', { value: own, configurable: true });
  const keys = Array.from({ length: 100 }, newKey);
  for (const key of keys) assert.match(key, UUID);
  assert.equal(new Set(keys).size, 100);
});
