import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reading } from '../src/reading.js';
import { Transcript } from '../src/transcript.js';

/** What was read, at a clock that is set by hand. */
function reading(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  const transcript = new Transcript();
  const told = [];
  const reads = new Reading({ transcript, tell: (id) => told.push(id), changed: () => {} });
  const read = (id) => {
    transcript.merge([{ id, from: 'bot' }]);
    reads.see();
  };
  const pass = (ms) => {
    now += ms;
    t.mock.timers.tick(ms);
  };
  return { reads, read, pass, told };
}

test('The first words that are read are told at once, the next ones together', (t) => {
  const { read, pass, told } = reading(t);
  for (const id of [1, 2, 3, 4]) read(id);
  assert.deepEqual(told, [1]);
  pass(500);
  assert.deepEqual(told, [1, 4]);
  pass(500);
  read(5);
  assert.deepEqual(told, [1, 4, 5]);
});

test('What was read already is not told again', (t) => {
  const { reads, pass, told } = reading(t);
  reads.uses.transcript.merge([{ id: 7, from: 'bot' }]);
  reads.seen(7);
  reads.see();
  pass(500);
  assert.deepEqual(told, []);
});

test('What was read in a chat that has ended is told to no other', (t) => {
  const { reads, read, pass, told } = reading(t);
  read(1);
  read(2);
  reads.forget();
  pass(500);
  assert.deepEqual(told, [1]);
});
