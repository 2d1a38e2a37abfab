// The order of questions from the floor, and the list that keeps its order while it is read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShownOrder, controversy, sortEntries, voteOn, withVote } from '../../main/resources/web/questions/question-order.js';

const entry = (id, at, up = 0, down = 0, more = {}) => ({ id, at, up, down, score: up - down, state: 'live', ...more });
const ids = (entries) => entries.map(({ id }) => id).join(' ');

test('the most supported question comes first, and of equal ones the oldest', () => {
  const entries = [entry('c', 3, 5, 1), entry('b', 2, 4), entry('a', 1, 4), entry('d', 4, 9)];

  assert.equal(ids(sortEntries(entries, 'votes')), 'd a b c');
  assert.equal(ids(sortEntries(entries, 'newest')), 'd c b a');
});

test('the pinned question stands first and answered ones last, whatever the order', () => {
  const entries = [entry('a', 1, 9, 0, { state: 'answered', pinned: true }), entry('b', 2, 5), entry('c', 3, 0, 0, { pinned: true })];

  for (const sort of ['votes', 'newest', 'controversy']) assert.equal(ids(sortEntries(entries, sort)), 'c b a');
});

test('the most divided question is the one with many votes on both sides', () => {
  const entries = [entry('a', 1, 40, 2), entry('b', 2, 20, 19), entry('c', 3, 1, 1)];

  assert.equal(ids(sortEntries(entries, 'controversy', 100)), 'b c a');
  assert.equal(controversy({ up: 20, down: 20 }, 100), 0.8);
  assert.equal(controversy({ up: 0, down: 0 }, 0), 0);
});

test('questions that wait for approval can be listed first', () => {
  const entries = [entry('a', 1), entry('b', 2, 0, 0, { state: 'pending' }), entry('c', 3, 0, 0, { state: 'pending' })];

  assert.equal(ids(sortEntries(entries, 'pending')), 'b c a');
});

test('a vote is added, turned round and taken back', () => {
  const up = withVote(null, 'b', 1);
  assert.deepEqual(up, { up: ['b'], down: [] });
  const two = withVote(up, 'a', 1);
  assert.deepEqual(two, { up: ['a', 'b'], down: [] });
  assert.deepEqual(withVote(two, 'b', -1), { up: ['a'], down: ['b'] });
  assert.equal(withVote(up, 'b', 0), null);
  assert.deepEqual([voteOn(two, 'a'), voteOn(two, 'x'), voteOn({ up: [], down: ['x'] }, 'x'), voteOn(null, 'a')], [1, 0, -1, 0]);
});

test('a list that is read keeps its order, and says what waits', () => {
  const order = new ShownOrder();
  assert.deepEqual(order.update(['a', 'b']), ['a', 'b']);

  assert.deepEqual(order.update(['c', 'b', 'a']), ['a', 'b']);
  assert.deepEqual([order.added, order.moved], [1, true]);

  assert.deepEqual(order.apply(), ['c', 'b', 'a']);
  assert.deepEqual([order.added, order.moved], [0, false]);
});

test("what is gone leaves at once, and the reader's own question is not announced as new", () => {
  const order = new ShownOrder();
  order.update(['a', 'b', 'c']);

  assert.deepEqual(order.update(['a', 'c', 'mine'], { quiet: (id) => id === 'mine' }), ['a', 'c']);
  assert.deepEqual([order.added, order.moved], [0, false]);
});

test('where new items belong to the end, a list may take them at once, because nothing moves', () => {
  const order = new ShownOrder();
  order.update(['a', 'b']);

  assert.deepEqual(order.update(['n', 'a', 'b', 'c', 'd'], { appends: true }), ['a', 'b', 'c', 'd']);
  assert.deepEqual([order.added, order.moved], [1, false]);
});

test('the first questions of an empty list are shown at once', () => {
  const order = new ShownOrder();
  order.update([]);

  assert.deepEqual(order.update(['a']), ['a']);
  assert.equal(order.added, 0);
});
