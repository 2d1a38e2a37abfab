// Operations on rankings: moving, sharing places, dropping.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { append, moveDown, moveToRow, fromBallot, rankingRows, toggleTie, toBallot, moveUp } from '../../main/resources/web/methods/ranked/ranking.js';

const OPTIONS = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

test('a ballot and its ranking are the same thing', () => {
  const ballot = { ranking: ['b', ['a', 'c']] };

  assert.deepEqual(fromBallot(ballot), [['b'], ['a', 'c']]);
  assert.deepEqual(toBallot([['b'], ['c', 'a']], OPTIONS, false), ballot);
  assert.deepEqual(fromBallot(null), []);
});

test('if places can be shared, the last one has a canonical form', () => {
  assert.deepEqual(toBallot([['b'], ['c'], ['a']], OPTIONS, true), { ranking: ['b', 'c', 'a', 'd'] });
  assert.deepEqual(toBallot([['b'], ['d', 'c', 'a']], OPTIONS, true), { ranking: ['b'] });
  assert.deepEqual(toBallot([['d', 'c', 'a', 'b']], OPTIONS, true), { ranking: [['a', 'b', 'c', 'd']] });
  assert.deepEqual(toBallot([['b'], ['c']], OPTIONS, true), { ranking: ['b', 'c'] });
  assert.deepEqual(toBallot([['b'], ['c'], ['a']], OPTIONS, false), { ranking: ['b', 'c', 'a'] });
});

test('moving up and down goes one place, and out of the ranking at its end', () => {
  assert.deepEqual(moveUp([['a'], ['b'], ['c']], 'c'), [['a'], ['c'], ['b']]);
  assert.deepEqual(moveUp([['a'], ['b']], 'a'), [['a'], ['b']]);
  assert.deepEqual(moveUp([['a']], 'd'), [['a'], ['d']]);
  assert.deepEqual(moveDown([['a'], ['b'], ['c']], 'a'), [['b'], ['a'], ['c']]);
  assert.deepEqual(moveDown([['a'], ['b']], 'b'), [['a']]);
  assert.deepEqual(moveDown([['a']], 'd'), [['a']]);
});

test('an option that shares a place leaves it first, then passes the others', () => {
  assert.deepEqual(moveUp([['a', 'b'], ['c']], 'b'), [['b'], ['a'], ['c']]);
  assert.deepEqual(moveUp([['a', 'b'], ['c']], 'c'), [['c'], ['a', 'b']]);
  assert.deepEqual(moveDown([['a', 'b'], ['c']], 'a'), [['b'], ['a'], ['c']]);
  assert.deepEqual(moveDown([['c'], ['a', 'b']], 'c'), [['a', 'b'], ['c']]);
});

test('a place can be shared with the one above, and left again', () => {
  assert.deepEqual(toggleTie([['a'], ['b'], ['c']], 'b'), [['a', 'b'], ['c']]);
  assert.deepEqual(toggleTie([['a', 'b'], ['c']], 'c'), [['a', 'b', 'c']]);
  assert.deepEqual(toggleTie([['a', 'b', 'c']], 'b'), [['a', 'c'], ['b']]);
  assert.deepEqual(toggleTie([['a'], ['b']], 'a'), [['a'], ['b']]);
  assert.deepEqual(toggleTie([['a'], ['b', 'c']], 'b'), [['a', 'b'], ['c']]);
  assert.deepEqual(toggleTie([['a']], 'd'), [['a']]);
});

test('an option dropped between two stands between them, and shares their place if they share one', () => {
  assert.deepEqual(moveToRow([['a'], ['b'], ['c']], 'c', 0), [['c'], ['a'], ['b']]);
  assert.deepEqual(moveToRow([['a'], ['b'], ['c']], 'a', 2), [['b'], ['c'], ['a']]);
  assert.deepEqual(moveToRow([['a', 'b'], ['c']], 'd', 1), [['a', 'd', 'b'], ['c']]);
  assert.deepEqual(moveToRow([['a', 'b'], ['c']], 'c', 0), [['c'], ['a', 'b']]);
  assert.deepEqual(moveToRow([], 'd', 0), [['d']]);
});

test('rows are the ranked options and then the others in their own order', () => {
  assert.deepEqual(rankingRows([['c'], ['d', 'a']], OPTIONS).map(({ id, place }) => `${id}${place}`), ['c0', 'd1', 'a1', 'b-1']);
  assert.deepEqual(append([['c', 'a']], 'c'), [['a'], ['c']]);
});
