import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptSession, settle } from '../src/session.js';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

const a = { id: 'a', secret: '1' };
const b = { id: 'b', secret: '2' };

test('Two tabs with two new sessions settle on the same one, whoever asks', () => {
  assert.equal(settle(a, b), a);
  assert.equal(settle(b, a), a);
});

test('The session in which something was said wins', () => {
  const said = { ...b, said: true };
  assert.equal(settle(a, said), said);
  assert.equal(settle(said, a), said);
});

test('A tab without a session takes the other one', () => {
  assert.equal(settle(null, b), b);
  assert.equal(settle(a, null), a);
  assert.equal(settle(null, null), null);
});

test('A session without its secret counts as none', () => {
  const store = new Store('chat', new FakeStorage());
  store.write('session', { id: 'a' });
  assert.equal(new KeptSession(store).read(), null);
});

test('That something was said is remembered, and forgotten with the session', () => {
  const kept = new KeptSession(new Store('chat', new FakeStorage()));
  kept.said();
  assert.equal(kept.read(), null);
  kept.write(a);
  kept.said();
  assert.deepEqual(kept.read(), { ...a, said: true });
  kept.forget();
  assert.equal(kept.read(), null);
});
