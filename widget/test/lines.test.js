import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../src/lines.js';
import { Outbox } from '../src/outbox.js';
import { Store } from '../src/store.js';
import { Transcript } from '../src/transcript.js';
import { FakeStorage } from './browser.js';

function conversation(link = 'up') {
  const outbox = new Outbox(new Store('chat', new FakeStorage()));
  return { transcript: new Transcript(), outbox, link };
}
const said = (id, from, more = {}) => ({
  id,
  from,
  name: null,
  text: 'text',
  at: '2026-11-22T03:00:00+00:00',
  buttons: [],
  key: null,
  ...more,
});

test('Words keep their place and their name on screen when the server confirms them', () => {
  const now = conversation();
  const { key } = now.outbox.add('hello');
  assert.deepEqual(
    linesOf(now).map(({ id, way }) => [id, way]),
    [[key, 'sending']],
  );
  now.transcript.merge([said(7, 'customer', { key })]);
  assert.deepEqual(
    linesOf(now).map(({ id, way }) => [id, way]),
    [[key, 'sent']],
  );
});

test('Without a line the words are shown as kept', () => {
  const now = conversation('down');
  now.outbox.add('hello');
  assert.equal(linesOf(now)[0].way, 'kept');
});

test('Quick replies go when one was pressed, and come back when it was refused', () => {
  const now = conversation();
  const buttons = [{ id: 'b1', title: 'SMS credits' }];
  now.transcript.merge([said(1, 'bot', { buttons })]);
  assert.deepEqual(linesOf(now)[0].choices, buttons);
  const { key } = now.outbox.add('SMS credits', 'b1');
  assert.deepEqual(linesOf(now)[0].choices, []);
  now.outbox.refuse(key, 'no');
  assert.deepEqual(linesOf(now)[0].choices, buttons);
});
