import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../src/outbox.js';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

const texts = (outbox) => outbox.list().map(({ text }) => text);

test('Words come out in the order in which they were written, also within one millisecond', () => {
  const outbox = new Outbox(new Store('chat', new FakeStorage()), () => 1000);
  for (let i = 0; i < 20; i += 1) outbox.add(`word ${i}`);
  assert.deepEqual(
    texts(outbox),
    Array.from({ length: 20 }, (_, i) => `word ${i}`),
  );
});

test('A reload loses no word and keeps its key and its button', () => {
  const storage = new FakeStorage();
  const written = new Outbox(new Store('chat', storage)).add('SMS credits', 'b1');
  const [kept] = new Outbox(new Store('chat', storage)).list();
  assert.deepEqual(kept, written);
  assert.equal(kept.button, 'b1');
});

test('Two tabs that write at once do not undo each other', () => {
  const storage = new FakeStorage();
  const one = new Outbox(new Store('chat', storage), () => 1);
  const other = new Outbox(new Store('chat', storage), () => 2);
  one.add('from one');
  other.add('from the other');
  assert.deepEqual(texts(one), ['from one', 'from the other']);
  one.drop(one.list()[0].key);
  assert.deepEqual(texts(other), ['from the other']);
});

test('What was refused stays to be seen, and does not hold up what comes after it', () => {
  const outbox = new Outbox(new Store('chat', new FakeStorage()));
  const long = outbox.add('much too long');
  outbox.add('short');
  outbox.refuse(long.key, 'Please shorten it.', 3);
  assert.equal(outbox.next().text, 'short');
  assert.equal(outbox.list()[0].refused, 'Please shorten it.');
});

test('What was cleared cannot be refused back to life', () => {
  const storage = new FakeStorage();
  const outbox = new Outbox(new Store('chat', storage));
  const { key } = outbox.add('hello');
  outbox.clear();
  outbox.refuse(key, 'no');
  assert.equal(storage.length, 0);
  assert.deepEqual(outbox.list(), []);
});
