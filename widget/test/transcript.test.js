import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Transcript } from '../src/transcript.js';

const message = (id, from = 'bot', more = {}) => ({
  id,
  from,
  name: null,
  text: `text ${id}`,
  at: '2026-11-22T03:00:00+00:00',
  buttons: [],
  key: null,
  ...more,
});
const ids = (transcript) => transcript.messages.map(({ id }) => id);

test('Messages stand in order and each once, however often they come', () => {
  const transcript = new Transcript();
  transcript.merge([message(3), message(1)]);
  transcript.merge([message(2), message(3)]);
  assert.deepEqual(ids(transcript), [1, 2, 3]);
});

test('After a short break the newest messages join those on screen', () => {
  const transcript = new Transcript();
  transcript.begin([message(1), message(2)], false);
  transcript.begin([message(2), message(3)], true);
  assert.deepEqual(ids(transcript), [1, 2, 3]);
  assert.equal(transcript.earlier, false);
});

test('After a long break no gap is shown: the older ones are loaded again on a wish', () => {
  const transcript = new Transcript();
  transcript.begin([message(1), message(2)], false);
  transcript.begin([message(300), message(301)], true);
  assert.deepEqual(ids(transcript), [300, 301]);
  assert.equal(transcript.earlier, true);
  transcript.addEarlier([message(1), message(2), message(150)], false);
  assert.deepEqual(ids(transcript), [1, 2, 150, 300, 301]);
  assert.equal(transcript.earlier, false);
});

test('Unread are the messages of bot and staff after the last one seen', () => {
  const transcript = new Transcript();
  transcript.merge([message(1), message(2, 'customer'), message(3), message(4, 'staff')]);
  transcript.markSeen(1);
  assert.equal(transcript.unread, 2);
  transcript.markSeen(transcript.newestToRead);
  assert.equal(transcript.unread, 0);
});

test('What was seen does not become unread again', () => {
  const transcript = new Transcript();
  transcript.merge([message(1), message(2)]);
  transcript.markSeen(2);
  transcript.markSeen(1);
  assert.equal(transcript.unread, 0);
});

test('Only the bot words after the last customer message have buttons to press', () => {
  const transcript = new Transcript();
  transcript.merge([
    message(1),
    message(2, 'customer'),
    message(3),
    message(4),
    message(5, 'staff'),
  ]);
  assert.deepEqual([...transcript.pressable], [3, 4]);
});

test('The person is the one who wrote last', () => {
  const transcript = new Transcript();
  assert.equal(transcript.personsName, null);
  transcript.merge([
    message(1, 'staff', { name: 'Maria' }),
    message(2, 'staff', { name: 'Jun' }),
    message(3),
  ]);
  assert.equal(transcript.personsName, 'Jun');
});

test('Of what answers the same message all buttons can be pressed, and none from before', () => {
  const transcript = new Transcript();
  transcript.merge([
    message(1, 'customer'),
    message(2, 'customer'),
    message(3, 'bot', { reply_to: 1 }),
    message(4, 'bot', { reply_to: 2 }),
    message(5, 'bot', { reply_to: 2 }),
  ]);
  assert.deepEqual([...transcript.pressable], [4, 5]);
  transcript.merge([message(6, 'bot', { reply_to: null })]);
  assert.deepEqual([...transcript.pressable], [6]);
});

test('Once a person has written, no button of the bot can be pressed', () => {
  const transcript = new Transcript();
  transcript.merge([message(1, 'customer'), message(2, 'bot', { reply_to: 1 })]);
  transcript.merge([message(3, 'staff', { reply_to: null })]);
  assert.deepEqual([...transcript.pressable], []);
  transcript.merge([message(4, 'bot', { reply_to: 1 })]);
  assert.deepEqual([...transcript.pressable], [2, 4]);
});
