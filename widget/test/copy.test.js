import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyOf } from '../src/copy.js';

test('A saved copy names company, reference, zone, and each message with its time and author', () => {
  const at = '2026-11-22T03:00:00+00:00';
  const text = copyOf({
    company: 'A Company',
    ref: 'RF-7K3M-92QD',
    zone: 'Asia/Manila',
    messages: [
      { id: 1, from: 'customer', name: null, text: 'two\nlines', at, buttons: [], key: 'k' },
      { id: 2, from: 'bot', name: null, text: 'An answer.', at, buttons: [], key: null },
      { id: 3, from: 'staff', name: 'Maria', text: 'I am here.', at, buttons: [], key: null },
    ],
    unsent: [{ key: 'u', text: 'still here', at: Date.parse(at) }],
  });
  assert.equal(
    text,
    `Chat with A Company
Reference: RF-7K3M-92QD
Times are in the zone Asia/Manila.

2026-11-22 11:00 UTC+08:00  You:
two
lines

2026-11-22 11:00 UTC+08:00  Assistant:
An answer.

2026-11-22 11:00 UTC+08:00  Maria, a person at A Company:
I am here.

2026-11-22 11:00 UTC+08:00  You (not sent yet):
still here
`,
  );
});

test('Without a reference there is no line for one', () => {
  const text = copyOf({ company: 'A Company', ref: null, zone: 'UTC', messages: [], unsent: [] });
  assert.equal(text, 'Chat with A Company\nTimes are in the zone UTC.\n');
});
