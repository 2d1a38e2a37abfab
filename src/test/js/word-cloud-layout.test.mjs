// A word cloud does not jump: words keep their positions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutCloud } from '../../main/resources/web/charts/word-cloud-layout.js';

const widthOf = (word) => word.length * 0.6;
const ranked = (words) => Object.entries(words).map(([word, votes]) => ({ word, votes })).sort((a, b) => b.votes - a.votes);
const many = (n) => Array.from({ length: n }, (_, i) => ({ word: `word ${i * 7919}`, votes: n - i }));
const middles = ({ places }) => new Map([...places].map(([word, { x, y }]) => [word, [x, y]]));

function assertNothingOverlaps({ places, factor }) {
  const all = [...places].map(([word, { x, y, size }]) => ({ x, y, w: widthOf(word) * size * factor, h: size * factor }));
  all.forEach((a, i) =>
    all.slice(0, i).forEach((b) => assert.ok(Math.abs(a.x - b.x) >= (a.w + b.w) / 2 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2)),
  );
}

test('the word with the most votes is in the centre, and nothing overlaps', () => {
  const made = layoutCloud(many(50), new Map(), widthOf, 2);

  assert.deepEqual(middles(made).get('word 0'), [0, 0]);
  assert.equal(made.factor, 1);
  assertNothingOverlaps(made);
});

test('words keep their positions while votes change and the last becomes the first', () => {
  const before = layoutCloud(ranked({ fast: 9, fun: 5, late: 2, rain: 1 }), new Map(), widthOf, 2);
  const after = layoutCloud(ranked({ fast: 9, fun: 6, late: 2, rain: 400 }), before.places, widthOf, 2);

  assert.deepEqual(middles(after), middles(before));
  assert.equal(after.places.get('rain').size, 1);
  assertNothingOverlaps(after);
});

test('only a new word is placed', () => {
  const before = layoutCloud(many(30), new Map(), widthOf, 2);
  const after = layoutCloud([{ word: 'brand new', votes: 90 }, ...many(30)], before.places, widthOf, 2);

  assert.equal(after.places.size, 31);
  for (const [word, place] of middles(before)) assert.deepEqual(middles(after).get(word), place);
  assertNothingOverlaps(after);
});

test('the same words always get the same positions', () => {
  assert.deepEqual(layoutCloud(many(40), new Map(), widthOf, 1.5), layoutCloud(many(40), new Map(), widthOf, 1.5));
});

test('the position of a removed word is free', () => {
  const before = layoutCloud(ranked({ fast: 9, fun: 5 }), new Map(), widthOf, 2);

  assert.deepEqual([...layoutCloud(ranked({ fun: 5 }), before.places, widthOf, 2).places.keys()], ['fun']);
});

test('the box holds every word', () => {
  const { places, factor, width, height } = layoutCloud(many(60), new Map(), widthOf, 2);

  for (const [word, { x, y, size }] of places) {
    assert.ok(Math.abs(x) + (widthOf(word) * size * factor) / 2 <= width / 2 + 1e-9);
    assert.ok(Math.abs(y) + (size * factor) / 2 <= height / 2 + 1e-9);
  }
});
