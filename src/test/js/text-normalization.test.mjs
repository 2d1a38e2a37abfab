// Words and texts are normalized as by the hub.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldForComparison, codePointLength, normalizeText, normalizeWord } from '../../main/resources/web/methods/text-normalization.js';

test('case and outer white space of words are ignored', () => {
  assert.equal(normalizeWord('  Fast\u00a0 Food '), 'fast food');
  assert.equal(normalizeWord('A\u030ase'), 'åse');
  assert.equal(normalizeWord('İstanbul'), 'istanbul');
  assert.equal(normalizeWord('i\u0307\u0307x'), 'ix');
  assert.equal(normalizeWord(' \u200b '), '');
});

test('characters without width, and those that override text direction, are removed', () => {
  assert.equal(normalizeWord('no\u202eway'), 'noway');
  assert.equal(normalizeWord('\u2066b\u2069\u200ec'), 'bc');
  assert.equal(normalizeText('a\u0007b\u202ec'), 'abc');
});

test('direction marks are kept, and closed at the end of the text', () => {
  assert.equal(normalizeText('שלום \u2066C++\u2069 \u200f!'), 'שלום \u2066C++\u2069 \u200f!');
  assert.equal(normalizeText('\u2067שלום'), '\u2067שלום\u2069');
  assert.equal(normalizeText('a\u2069b'), 'ab');
  assert.equal(normalizeText('\u2066a\nb\u2069'), '\u2066a\u2069\nb');
  assert.equal(normalizeText(' \u2066\u200e\u2069 '), '');
});

test('a text keeps its line breaks, and at most one empty line in a row', () => {
  assert.equal(normalizeText('\n one  two \r\n\r\n\r\n\r\nthree\n'), 'one two\n\nthree');
});

test('characters are code points', () => {
  assert.equal(codePointLength('🍵å'), 2);
  assert.equal(codePointLength(normalizeText('e\u0301')), 1);
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
    for (const other of others) assert.equal(foldForComparison(other), one, other);
  }
  assert.notEqual(foldForComparison('sık'), foldForComparison('sik'));
  assert.notEqual(foldForComparison('👨\u200d👧'), foldForComparison('👨👧'));
});
