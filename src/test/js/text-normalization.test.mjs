// Words and texts, judged as the hub judges them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folded, length, text, word } from '../../main/resources/web/methods/text-normalization.js';

test('words are the same but for case and outer white space', () => {
  assert.equal(word('  Fast\u00a0 Food '), 'fast food');
  assert.equal(word('A\u030ase'), 'åse');
  assert.equal(word('İstanbul'), 'istanbul');
  assert.equal(word('i\u0307\u0307x'), 'ix');
  assert.equal(word(' \u200b '), '');
});

test('what turns the direction of neighbours or has no room is taken away', () => {
  assert.equal(word('no\u202eway'), 'noway');
  assert.equal(word('\u2066b\u2069\u200ec'), 'bc');
  assert.equal(text('a\u0007b\u202ec'), 'abc');
});

test('marks that direct a text stay, and end with it', () => {
  assert.equal(text('שלום \u2066C++\u2069 \u200f!'), 'שלום \u2066C++\u2069 \u200f!');
  assert.equal(text('\u2067שלום'), '\u2067שלום\u2069');
  assert.equal(text('a\u2069b'), 'ab');
  assert.equal(text('\u2066a\nb\u2069'), '\u2066a\u2069\nb');
  assert.equal(text(' \u2066\u200e\u2069 '), '');
});

test('a text keeps its line breaks, and one empty line at the most', () => {
  assert.equal(text('\n one  two \r\n\r\n\r\n\r\nthree\n'), 'one two\n\nthree');
});

test('characters are code points', () => {
  assert.equal(length('🍵å'), 2);
  assert.equal(length(text('e\u0301')), 1);
});

test('forms of a word are the same when they are compared', () => {
  for (const [one, ...others] of [
    ['strasse', 'Straße', 'STRASSE', 'STRAẞE'],
    ["don't", 'don’t', 'DONʼT', 'don´t'],
    ['❤', '❤\ufe0f', '❤\ufe0e'],
    ['fast', 'ＦＡＳＴ', 'fa\u200cst', 'fa\u200bst'],
    ['οδοσ', 'οδος', 'ΟΔΟΣ'],
    ['istanbul', 'İstanbul'],
  ]) {
    for (const other of others) assert.equal(folded(other), one, other);
  }
  assert.notEqual(folded('sık'), folded('sik'));
  assert.notEqual(folded('👨\u200d👧'), folded('👨👧'));
});
