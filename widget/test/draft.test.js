import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Draft } from '../src/draft.js';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

test('What was begun is there on the next page, and gone with the chat', () => {
  const storage = new FakeStorage();
  const draft = new Draft(new Store('chat', storage));
  draft.keep('half a sen');
  assert.equal(new Draft(new Store('chat', storage)).text, 'half a sen');
  let shown = 'half a sen';
  draft.dropped = () => (shown = '');
  draft.drop();
  assert.equal(shown, '');
  assert.equal(draft.text, '');
  assert.equal(storage.length, 0);
});
