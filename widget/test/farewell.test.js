import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Farewell } from '../src/farewell.js';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

const session = { id: 'a', secret: 's', said: true };

/** A farewell, and the lines that it dials; `navigator` and `window` are as a browser's. */
function farewells({ onLine = true } = {}) {
  Object.defineProperty(globalThis, 'navigator', { value: { onLine }, configurable: true });
  const online = new Set();
  globalThis.addEventListener = (_, heard) => online.add(heard);
  globalThis.removeEventListener = (_, heard) => online.delete(heard);
  const lines = [];
  const dial = (origin, options) => {
    const on = {};
    const line = {
      options,
      on: (event, heard) => (on[event] = heard),
      happens: (event, ...given) => on[event](...given),
      active: false,
      said: [],
      connect: () => (line.active = true),
      disconnect: () => (line.active = false),
      timeout: () => ({ emitWithAck: async (event) => line.said.push(event) }),
    };
    lines.push(line);
    return line;
  };
  const storage = new FakeStorage();
  const uses = { store: new Store('chat', storage), origin: 'https://chat.example', dial };
  const farewell = new Farewell({ ...uses, merchant: 'iprog' });
  return { farewell, storage, lines, online };
}

test('What the server has heard of leaves nothing, and no line is opened for it', async () => {
  const { farewell, storage, lines } = farewells();
  await farewell.end(session, Promise.resolve(true));
  assert.equal(storage.length, 0);
  assert.equal(lines.length, 0);
});

test('What the server has not heard of is kept by id and secret alone, and ended once', async () => {
  const { farewell, storage, lines, online } = farewells();
  await farewell.end(session, Promise.resolve(false));
  assert.deepEqual([...storage.values.values()].map((text) => JSON.parse(text)), [
    { id: 'a', secret: 's' },
  ]);
  farewell.resume();
  assert.equal(lines.length, 1);
  assert.equal(lines[0].active, true);
  await lines[0].happens('connect');
  assert.deepEqual(lines[0].said, ['end']);
  assert.equal(storage.length, 0);
  assert.equal(lines[0].active, false);
  assert.equal(online.size, 0);
});

test('Without a network it waits until there is one', async () => {
  const { farewell, lines, online } = farewells({ onLine: false });
  await farewell.end(session, Promise.resolve(false));
  assert.equal(lines[0].active, false);
  navigator.onLine = true;
  for (const heard of online) heard();
  assert.equal(lines[0].active, true);
});

test('A chat that nobody can open any more is forgotten', async () => {
  const { farewell, storage, lines } = farewells();
  await farewell.end(session, Promise.resolve(false));
  lines[0].happens('connect_error', { data: { code: 'session' } });
  assert.equal(storage.length, 0);
  assert.equal(lines[0].active, false);
});

test('Where this page may not open the chat, it is left for one that may', async () => {
  const { farewell, storage, lines } = farewells();
  await farewell.end(session, Promise.resolve(false));
  lines[0].happens('connect_error', { data: { code: 'origin' } });
  assert.equal(storage.length, 1);
  assert.equal(lines[0].active, false);
});
