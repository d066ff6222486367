import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from '../src/store.js';
import { FakeStorage } from './browser.js';

test('What is kept is there after a reload, and not for another chat on the same site', () => {
  const storage = new FakeStorage();
  new Store('chat a', storage).write('session', { id: '1' });
  assert.deepEqual(new Store('chat a', storage).read('session'), { id: '1' });
  assert.equal(new Store('chat b', storage).read('session'), null);
});

test('Without localStorage everything is kept in memory', () => {
  const store = new Store('chat', null);
  store.write('unsent 1', { text: 'hello' });
  assert.deepEqual(store.read('unsent 1'), { text: 'hello' });
  assert.deepEqual(store.names('unsent '), ['unsent 1']);
  store.remove('unsent 1');
  assert.deepEqual(store.names('unsent '), []);
});

test('A full localStorage loses nothing while the page is open', () => {
  const storage = new FakeStorage();
  storage.setItem = () => {
    throw new Error('full');
  };
  const store = new Store('chat', storage);
  store.write('unsent 1', { text: 'hello' });
  assert.deepEqual(store.read('unsent 1'), { text: 'hello' });
});

test('What somebody else broke counts as not there', () => {
  const storage = new FakeStorage();
  storage.setItem('chat session', '{broken');
  assert.equal(new Store('chat', storage).read('session'), null);
});
