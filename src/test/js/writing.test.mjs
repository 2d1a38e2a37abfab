// Words and texts, judged as the hub judges them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { length, text, word } from '../../main/resources/web/methods/writing.js';

test('words are the same but for case and outer white space', () => {
  assert.equal(word('  Fast\u00a0 Food '), 'fast food');
  assert.equal(word('A\u030ase'), 'åse');
  assert.equal(word('İstanbul'), 'istanbul');
  assert.equal(word('i\u0307\u0307x'), 'ix');
  assert.equal(word(' \u200b '), '');
});

test('what turns the direction of writing or has no room is taken away', () => {
  assert.equal(word('no\u202eway'), 'noway');
  assert.equal(text('a\u0007b\u2066c'), 'abc');
});

test('a text keeps its line breaks, and one empty line at the most', () => {
  assert.equal(text('\n one  two \r\n\r\n\r\n\r\nthree\n'), 'one two\n\nthree');
});

test('characters are code points', () => {
  assert.equal(length('🍵å'), 2);
  assert.equal(length(text('e\u0301')), 1);
});
