// Join codes as people type and paste them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatJoinCode, parseJoinCode } from '../../main/resources/web/home/join-code.js';

test('a code is read in whatever form it is pasted', () => {
  for (const typed of [
    'abc-23d',
    'ABC\u201323D',
    'A B C 2 3 D',
    'ＡＢＣ　２３Ｄ',
    'abc23d.',
    '“ABC 23D”!',
    '\u200eABC\u200b23D',
    'https://votes.example/r/ABC23D',
    'votes.example/hub/r/abc23d/?x#y',
    'https://votes.example/present/ABC23D#key=a.b.c',
    'https://votes.example/moderate/ABC23D#key=a.b.c',
    'Join us: https://votes.example/r/ABC23D (today)',
  ]) {
    assert.equal(parseJoinCode(typed).code, 'ABC23D', typed);
  }
});

test('letters that no code has are distinguished from other errors', () => {
  assert.deepEqual(parseJoinCode('ABC 230'), { error: 'confused' });
  assert.deepEqual(parseJoinCode('LBC23D'), { error: 'confused' });
  assert.deepEqual(parseJoinCode('ABC23'), { error: 'other' });
  assert.deepEqual(parseJoinCode('what?'), { error: 'other' });
  assert.deepEqual(parseJoinCode(' - '), { error: 'empty' });
});

test('a code is grouped while it is typed, and the caret stays at its letter', () => {
  assert.deepEqual(formatJoinCode('abc', 3), { text: 'ABC', caret: 3 });
  assert.deepEqual(formatJoinCode('abc2', 4), { text: 'ABC 2', caret: 5 });
  assert.deepEqual(formatJoinCode('ABC2 3D', 4), { text: 'ABC 23D', caret: 5 });
  assert.deepEqual(formatJoinCode('AXBC 23', 2), { text: 'AXB C23', caret: 2 });
  assert.deepEqual(formatJoinCode('ABC23D', 3), { text: 'ABC 23D', caret: 3 });
  assert.deepEqual(formatJoinCode('https://votes.example/r/abc23d', 30), { text: 'ABC 23D', caret: 7 });
});

test('text that is no code stays as it was typed', () => {
  assert.deepEqual(formatJoinCode('https://votes.ex', 16), { text: 'https://votes.ex', caret: 16 });
  assert.deepEqual(formatJoinCode('ABC 23DE', 8), { text: 'ABC 23DE', caret: 8 });
});
