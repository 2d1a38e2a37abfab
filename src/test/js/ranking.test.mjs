// Rankings in the making: moving, sharing places, dropping.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appended, down, dropped, fromBallot, rows, tied, toBallot, up } from '../../main/resources/web/methods/ranked/ranking.js';

const OPTIONS = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

test('a ballot and its ranking are the same thing', () => {
  const ballot = { ranking: ['b', ['a', 'c']] };

  assert.deepEqual(fromBallot(ballot), [['b'], ['a', 'c']]);
  assert.deepEqual(toBallot([['b'], ['c', 'a']], OPTIONS, false), ballot);
  assert.deepEqual(fromBallot(null), []);
});

test('where places can be shared, the last one is written in one way only', () => {
  assert.deepEqual(toBallot([['b'], ['c'], ['a']], OPTIONS, true), { ranking: ['b', 'c', 'a', 'd'] });
  assert.deepEqual(toBallot([['b'], ['d', 'c', 'a']], OPTIONS, true), { ranking: ['b'] });
  assert.deepEqual(toBallot([['d', 'c', 'a', 'b']], OPTIONS, true), { ranking: [['a', 'b', 'c', 'd']] });
  assert.deepEqual(toBallot([['b'], ['c']], OPTIONS, true), { ranking: ['b', 'c'] });
  assert.deepEqual(toBallot([['b'], ['c'], ['a']], OPTIONS, false), { ranking: ['b', 'c', 'a'] });
});

test('up and down go one place, and out of the ranking at its end', () => {
  assert.deepEqual(up([['a'], ['b'], ['c']], 'c'), [['a'], ['c'], ['b']]);
  assert.deepEqual(up([['a'], ['b']], 'a'), [['a'], ['b']]);
  assert.deepEqual(up([['a']], 'd'), [['a'], ['d']]);
  assert.deepEqual(down([['a'], ['b'], ['c']], 'a'), [['b'], ['a'], ['c']]);
  assert.deepEqual(down([['a'], ['b']], 'b'), [['a']]);
  assert.deepEqual(down([['a']], 'd'), [['a']]);
});

test('who shares a place leaves it first, then passes the others', () => {
  assert.deepEqual(up([['a', 'b'], ['c']], 'b'), [['b'], ['a'], ['c']]);
  assert.deepEqual(up([['a', 'b'], ['c']], 'c'), [['c'], ['a', 'b']]);
  assert.deepEqual(down([['a', 'b'], ['c']], 'a'), [['b'], ['a'], ['c']]);
  assert.deepEqual(down([['c'], ['a', 'b']], 'c'), [['a', 'b'], ['c']]);
});

test('a place is shared with the one above, and given up again', () => {
  assert.deepEqual(tied([['a'], ['b'], ['c']], 'b'), [['a', 'b'], ['c']]);
  assert.deepEqual(tied([['a', 'b'], ['c']], 'c'), [['a', 'b', 'c']]);
  assert.deepEqual(tied([['a', 'b', 'c']], 'b'), [['a', 'c'], ['b']]);
  assert.deepEqual(tied([['a'], ['b']], 'a'), [['a'], ['b']]);
  assert.deepEqual(tied([['a'], ['b', 'c']], 'b'), [['a', 'b'], ['c']]);
  assert.deepEqual(tied([['a']], 'd'), [['a']]);
});

test('an option dropped between two stands between them, and shares their place if they share one', () => {
  assert.deepEqual(dropped([['a'], ['b'], ['c']], 'c', 0), [['c'], ['a'], ['b']]);
  assert.deepEqual(dropped([['a'], ['b'], ['c']], 'a', 2), [['b'], ['c'], ['a']]);
  assert.deepEqual(dropped([['a', 'b'], ['c']], 'd', 1), [['a', 'd', 'b'], ['c']]);
  assert.deepEqual(dropped([['a', 'b'], ['c']], 'c', 0), [['c'], ['a', 'b']]);
  assert.deepEqual(dropped([], 'd', 0), [['d']]);
});

test('rows are the ranked options and then the others in their own order', () => {
  assert.deepEqual(rows([['c'], ['d', 'a']], OPTIONS).map(({ id, place }) => `${id}${place}`), ['c0', 'd1', 'a1', 'b-1']);
  assert.deepEqual(appended([['c', 'a']], 'c'), [['a'], ['c']]);
});
