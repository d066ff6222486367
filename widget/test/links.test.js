import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLinks } from '../src/links.js';

const links = (text) =>
  withLinks(text)
    .filter(({ href }) => href)
    .map(({ href }) => href);

test('An https address and an email address can be followed, without the full stop after them', () => {
  assert.deepEqual(withLinks('See https://example.com/a?b=1, or ask a+b@example.com.'), [
    { text: 'See ' },
    { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
    { text: ', or ask ' },
    { text: 'a+b@example.com', href: 'mailto:a+b@example.com' },
    { text: '.' },
  ]);
});

test('No text is lost or changed', () => {
  for (const text of [
    '',
    'plain',
    '<b>https://example.com</b>',
    '(https://example.com/a_(b))',
    'x@y',
    'https://',
    '\n a@b.co \n',
  ]) {
    assert.equal(
      withLinks(text)
        .map((part) => part.text)
        .join(''),
      text,
    );
  }
});

test('A bracket around an address is left out, and one that belongs to it stays', () => {
  assert.deepEqual(links('(https://example.com/a)'), ['https://example.com/a']);
  assert.deepEqual(links('https://example.com/a_(b)'), ['https://example.com/a_(b)']);
});

test('Nothing but https and email can be followed', () => {
  assert.deepEqual(
    links('javascript:alert(1) http://example.com data:text/html,x file:///etc/passwd'),
    [],
  );
});

test('An address that poses as another one cannot be followed', () => {
  assert.deepEqual(links('https://bank.example@evil.example/'), []);
});

test('Ten thousand signs are read in a moment', () => {
  const begun = performance.now();
  withLinks(`${'a'.repeat(5000)}@${'a.'.repeat(2500)}`);
  withLinks(`https://${'('.repeat(5000)}${')'.repeat(5000)}`);
  withLinks('a@a'.repeat(3000));
  assert.ok(performance.now() - begun < 500);
});
