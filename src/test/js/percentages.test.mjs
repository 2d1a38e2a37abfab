// Whole percentages that are shown together add up to 100.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentages } from '../../main/resources/web/methods/percentages.js';

const of = (...votes) => percentages(votes.map((n) => n / votes.reduce((sum, each) => sum + each, 0)));
const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

test('the largest remainders get the percentages that rounding down leaves over', () => {
  assert.deepEqual(of(1, 1, 1), [34, 33, 33]);
  assert.deepEqual(of(2, 3, 3), [25, 38, 37]);
  assert.deepEqual(of(1, 1, 1, 1, 1, 1, 1), [15, 15, 14, 14, 14, 14, 14]);
  assert.deepEqual(of(999, 1), [100, 0]);
});

test('whole percentages stay what they are', () => {
  assert.deepEqual(of(29, 71), [29, 71]);
  assert.deepEqual(of(57, 14, 29), [57, 14, 29]);
});

test('they add up to 100 for any votes, and none is a percentage away from its share', () => {
  for (let seed = 1; seed < 400; seed++) {
    const votes = Array.from({ length: 1 + (seed % 100) }, (_, i) => (seed * (i + 3) * 7919) % 101);
    if (!sum(votes)) continue;
    const percents = of(...votes);
    assert.equal(sum(percents), 100);
    percents.forEach((percent, i) => assert.ok(Math.abs(percent - (votes[i] * 100) / sum(votes)) < 1));
  }
});

test('no votes have no percentages, and shares of a part add up to that part', () => {
  assert.deepEqual(percentages([0, 0]), [0, 0]);
  assert.deepEqual(percentages([]), []);
  assert.equal(sum(percentages([1 / 6, 1 / 6, 1 / 6])), 50);
});
