import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../src/outbox.js';
import { Sender } from '../src/sender.js';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

/** A sender, and what became of what it sent. `say` stands for the server. */
function sending(say, { isUp = () => true } = {}) {
  const outbox = new Outbox(new Store('chat', new FakeStorage()));
  const seen = { sent: [], stored: [], silences: 0, ended: 0, laters: [], session: {} };
  const sender = new Sender({
    outbox,
    session: () => seen.session,
    isUp,
    say: async (unsent) => {
      seen.sent.push(unsent.key);
      return say(unsent, seen);
    },
    stored: (unsent) => seen.stored.push(unsent.text),
    changed: () => {},
    silence: () => (seen.silences += 1),
    newest: () => 7,
    sessionEnded: () => (seen.ended += 1),
    later: (again, ms) => seen.laters.push([again, ms]),
  });
  return { outbox, sender, seen };
}
const ok = { ok: true, id: 1, at: '2026-11-22T03:00:00+00:00', text: '' };

test('Words go out one after the other, in order, and are then no longer kept', async () => {
  let under = 0;
  const { outbox, sender, seen } = sending(async () => {
    assert.equal((under += 1), 1);
    await new Promise((done) => setImmediate(done));
    under -= 1;
    return ok;
  });
  outbox.add('one');
  outbox.add('two');
  await Promise.all([sender.flush(), sender.flush()]);
  assert.deepEqual(seen.stored, ['one', 'two']);
  assert.deepEqual(outbox.list(), []);
});

test('Without an answer the words are kept, the line counts as dead, and the key stays the same', async () => {
  let tries = 0;
  const { outbox, sender, seen } = sending(() => {
    tries += 1;
    if (tries === 1) throw new Error('timeout');
    return ok;
  });
  outbox.add('one');
  await sender.flush();
  assert.equal(seen.silences, 1);
  assert.equal(outbox.list().length, 1);
  await sender.flush();
  assert.deepEqual(seen.stored, ['one']);
  assert.equal(new Set(seen.sent).size, 1);
});

test('Without a line nothing is tried', async () => {
  const { outbox, sender, seen } = sending(() => ok, { isUp: () => false });
  outbox.add('one');
  await sender.flush();
  assert.deepEqual(seen.sent, []);
  assert.equal(outbox.list().length, 1);
});

test('Who wrote too fast is sent again after the time that the server names, and not before', async () => {
  let answer = { ok: false, code: 'too_fast', say: 'slow', retry_after: 2 };
  const { outbox, sender, seen } = sending(() => answer);
  outbox.add('one');
  await sender.flush();
  await sender.flush();
  assert.equal(seen.sent.length, 1);
  const [[again, ms]] = seen.laters;
  assert.ok(ms >= 2000);
  answer = ok;
  sender.notBefore = 0;
  await again();
  assert.deepEqual(seen.stored, ['one']);
});

test('What is too long is refused once, and the next words go out', async () => {
  const { outbox, sender, seen } = sending(({ text }) =>
    text === 'long'
      ? { ok: false, code: 'too_long', say: 'Please shorten it.', retry_after: null }
      : ok,
  );
  outbox.add('long');
  outbox.add('short');
  await sender.flush();
  await sender.flush();
  assert.deepEqual(seen.stored, ['short']);
  assert.equal(seen.sent.length, 2);
  assert.equal(outbox.list()[0].refused, 'Please shorten it.');
});

test('Words to a session that has ended are kept for a new one', async () => {
  const { outbox, sender, seen } = sending(() => ({
    ok: false,
    code: 'ended',
    say: '',
    retry_after: null,
  }));
  outbox.add('one');
  await sender.flush();
  assert.equal(seen.ended, 1);
  assert.equal(outbox.list().length, 1);
});

test('An answer that comes after the chat was cleared is not shown in the next one', async () => {
  const { outbox, sender, seen } = sending((unsent, now) => {
    outbox.clear();
    now.session = {};
    return ok;
  });
  outbox.add('one');
  await sender.flush();
  assert.deepEqual(seen.stored, []);
});
