// Scales of charts: the positions of a histogram's bars, marks and lines, and of score bars.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogramScale } from '../../main/resources/web/charts/histogram-scale.js';
import { scoreBars } from '../../main/resources/web/charts/score-scale.js';

const bins = (n, width, counts = []) => Array.from({ length: n }, (_, i) => ({ from: i * width, to: (i + 1) * width, count: counts[i] ?? 1 }));

test('if bins have many numbers, lines are between their edges', () => {
  const { own, placeOf, marks } = histogramScale(bins(4, 10), 37, 10);

  assert.equal(own, false);
  assert.equal(placeOf(0), 0);
  assert.equal(placeOf(20), 0.5);
  assert.equal(placeOf(40), 1);
  assert.deepEqual(marks.map(({ value }) => value), [0, 10, 20, 30, 40]);
});

test('if each number has its own bin, its line is in the middle', () => {
  const { own, placeOf, marks } = histogramScale(bins(4, 1), 3, 10);

  assert.equal(own, true);
  assert.equal(placeOf(0), 0.125);
  assert.deepEqual(marks, [0, 1, 2, 3].map((value) => ({ value, at: 0.125 + value / 4 })));
});

test('marks that do not fit are left out', () => {
  assert.deepEqual(histogramScale(bins(20, 5), 98, 5).marks.map(({ value }) => value), [0, 25, 50, 75, 100]);
  assert.equal(histogramScale(bins(20, 5), 98, 1).marks.length, 1);
});

test('the fullest bin reaches the top, and without bins there is no scale', () => {
  assert.deepEqual(histogramScale(bins(3, 1, [0, 4, 1]), 2, 9).bars.map(({ share }) => share), [0, 1, 0.25]);
  assert.deepEqual(histogramScale(bins(1, 1, [0]), 0, 9).bars.map(({ share }) => share), [0]);
  assert.equal(histogramScale([], null, 9), null);
});

test('sums go to both sides of zero, the longest to an end', () => {
  const options = [
    { id: 'a', count: 9, sum: 10 },
    { id: 'b', count: 9, sum: -5 },
    { id: 'c', count: 0, sum: 0 },
  ];
  const { axis, bars } = scoreBars({ min: -2, max: 2, rank: 'sum' }, options);

  assert.equal(axis, 0.5);
  assert.deepEqual(bars.get('a'), { value: 10, from: 0.5, width: 0.5 });
  assert.deepEqual(bars.get('b'), { value: -5, from: 0.25, width: 0.25 });
  assert.deepEqual(bars.get('c'), { value: null, from: 0.5, width: 0 });
});

test('means of scores from 1 to 5 go to both sides of 3', () => {
  const options = [{ id: 'a', count: 2, sum: 9, mean: 4.5 }, { id: 'b', count: 2, sum: 4, mean: 2 }];
  const { axis, bars } = scoreBars({ min: 1, max: 5, rank: 'mean' }, options);

  assert.equal(axis, 0.5);
  assert.deepEqual(bars.get('a'), { value: 4.5, from: 0.5, width: 0.375 });
  assert.deepEqual(bars.get('b'), { value: 2, from: 0.25, width: 0.25 });
});

test('sums that cannot be negative begin at the start', () => {
  const { axis, bars } = scoreBars({ min: 0, max: 10, rank: 'sum' }, [{ id: 'a', count: 1, sum: 7 }]);

  assert.equal(axis, 0);
  assert.deepEqual(bars.get('a'), { value: 7, from: 0, width: 1 });
});
