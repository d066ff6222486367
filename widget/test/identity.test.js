import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Identity } from '../src/identity.js';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

test('After a log-out nobody is known, in this tab and in the others, and no trace is kept', () => {
  const storage = new FakeStorage();
  const written = [];
  const setItem = storage.setItem.bind(storage);
  storage.setItem = (key, value) => written.push(key) && setItem(key, value);
  const identity = new Identity('token', new Store('chat', storage));
  const elsewhere = new Identity('token', new Store('chat', new FakeStorage()));
  elsewhere.changedElsewhere('session');
  assert.equal(elsewhere.token, 'token');
  identity.logOut();
  assert.equal(identity.token, null);
  for (const key of written) elsewhere.changedElsewhere(key.slice('chat '.length));
  assert.equal(elsewhere.token, null);
  assert.equal(storage.length, 0);
});
