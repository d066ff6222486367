import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBlank } from '../src/blank.js';

test('What nobody can see is nothing', () => {
  for (const nothing of ['', ' \n', '\u200b', '\u2060', '\ufeff', '\u200e\u00ad', '\u3164', '\u2800'])
    assert.equal(isBlank(nothing), true, JSON.stringify(nothing));
});

test('What somebody can see is something, in any script', () => {
  for (const text of ['?', '0', '\u200bhello', '😀', '👨‍👩‍👧', 'नमस्ते', 'مرحبا', '返金'])
    assert.equal(isBlank(text), false, text);
});
