import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Typing } from '../src/typing.js';

test('Writing that nobody ended is over after a quarter of a minute', (t) => {
  const begun = [];
  t.mock.method(globalThis, 'setTimeout', (ends, ms) => begun.push([ends, ms]));
  t.mock.method(globalThis, 'clearTimeout', () => {});
  let changes = 0;
  const typing = new Typing(() => (changes += 1));
  typing.is('staff');
  typing.is('staff');
  assert.equal(typing.who, 'staff');
  assert.equal(changes, 1);
  const [ends, ms] = begun.at(-1);
  assert.equal(ms, 15_000);
  ends();
  assert.equal(typing.who, null);
  assert.equal(changes, 2);
});

test("The customer's writing is told at most every three seconds", (t) => {
  let now = 10_000;
  t.mock.method(Date, 'now', () => now);
  const typing = new Typing(() => {});
  assert.equal(typing.isToBeTold(), true);
  now += 2999;
  assert.equal(typing.isToBeTold(), false);
  now += 1;
  assert.equal(typing.isToBeTold(), true);
});
