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
  now.outbox.refuse(key, 'no', 1);
  assert.deepEqual(linesOf(now)[0].choices, buttons);
});

const texts = (now) => linesOf(now).map(({ text }) => text);

test('What was refused stays where it was, and what is said later stands below it', () => {
  const now = conversation();
  now.transcript.merge([said(1, 'bot', { text: 'one' })]);
  const { key } = now.outbox.add('past');
  now.outbox.refuse(key, 'no', 1);
  now.outbox.add('waiting');
  assert.deepEqual(texts(now), ['one', 'past', 'waiting']);
  now.transcript.merge([said(2, 'staff', { text: 'two' })]);
  assert.deepEqual(texts(now), ['one', 'past', 'two', 'waiting']);
});

test('Several that were refused at one place keep their order', () => {
  const now = conversation();
  for (const text of ['first', 'second']) now.outbox.refuse(now.outbox.add(text).key, 'no', 0);
  now.transcript.merge([said(1, 'bot', { text: 'one' })]);
  assert.deepEqual(texts(now), ['first', 'second', 'one']);
});

test('What was refused among messages that are not loaded is not shown above the others', () => {
  const now = conversation();
  now.outbox.refuse(now.outbox.add('past').key, 'no', 3);
  now.transcript.begin([said(300, 'bot', { text: 'new' })], true);
  assert.deepEqual(texts(now), ['new']);
  now.transcript.addEarlier([said(2, 'bot', { text: 'old' })], false);
  assert.deepEqual(texts(now), ['old', 'past', 'new']);
});

test('A clock that is wrong puts no line on another day than its neighbours', () => {
  for (const clock of [0, Date.parse('2099-01-01')]) {
    const now = conversation();
    now.outbox.now = () => clock;
    now.transcript.merge([said(1, 'bot'), said(2, 'bot')]);
    now.outbox.refuse(now.outbox.add('past').key, 'no', 1);
    const [before, refused] = linesOf(now);
    assert.deepEqual(refused.at, before.at);
  }
});
