import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, fullTime, stamp, timeOfDay } from '../src/times.js';

const at = new Date('2026-11-22T20:30:00+00:00');

test("A time is the customer's own, with the offset in a saved copy", () => {
  assert.equal(stamp(at, { zone: 'Asia/Manila' }), '2026-11-23 04:30 UTC+08:00');
  assert.equal(stamp(at, { zone: 'Asia/Kolkata' }), '2026-11-23 02:00 UTC+05:30');
  assert.equal(stamp(at, { zone: 'America/St_Johns' }), '2026-11-22 17:00 UTC-03:30');
  assert.equal(stamp(at, { zone: 'UTC' }), '2026-11-22 20:30 UTC+00:00');
});

test('Midnight is the beginning of a day', () => {
  assert.equal(
    stamp(new Date('2026-11-22T16:00:00Z'), { zone: 'Asia/Manila' }),
    '2026-11-23 00:00 UTC+08:00',
  );
});

test('Days and times of day are those of the zone', () => {
  const manila = { zone: 'Asia/Manila', locale: 'en-GB' };
  assert.match(timeOfDay(at, manila), /^0?4:30$/);
  assert.match(day(at, manila), /Monday,? 23 November 2026/);
  assert.match(fullTime(at, manila), /23 November 2026\b.*4:30.*GMT\+8/);
});
