// Both rounds of a question: the numbers of either, and the bands between them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeBands, sizeOfNames } from '../../main/resources/web/charts/shift-layout.js';
import { roundsOf } from '../../main/resources/web/methods/rounds.js';

const poll = { method: 'single', state: 'closed', previous: 'x', settings: {}, options: ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() })) };
const tally = {
  ballots: 7,
  final: true,
  result: {
    method: 'single',
    options: [
      { id: 'a', votes: 4, share: 4 / 7 },
      { id: 'b', votes: 2, share: 2 / 7 },
      { id: 'c', votes: 1, share: 1 / 7 },
    ],
    winners: ['a'],
    shift: { a: { a: 1 }, b: { a: 2, b: 2 }, c: { c: 1 } },
    first: { a: 1, b: 5, c: 2 },
    firstOnly: 2,
    secondOnly: 1,
  },
};

test('both rounds have the numbers of the result, and percentages that add up', () => {
  const { rows, both, changed, firstOnly, secondOnly } = roundsOf(poll, tally);

  assert.deepEqual(rows.map(({ first, second }) => [first.votes, second.votes]), [[1, 4], [5, 2], [2, 1]]);
  for (const round of ['first', 'second']) assert.equal(rows.reduce((sum, row) => sum + row[round].percent, 0), 100);
  assert.deepEqual({ both, changed, firstOnly, secondOnly }, { both: 6, changed: 2, firstOnly: 2, secondOnly: 1 });
  assert.deepEqual(rows.map(({ won }) => won), [true, false, false]);
});

test('a poll that was asked once has no rounds', () => {
  assert.equal(roundsOf(poll, { ...tally, result: { ...tally.result, shift: undefined } }), null);
  assert.equal(roundsOf(poll, null), null);
});

test('abstentions are a row of their own where there are any', () => {
  const abstaining = { ...tally.result, abstained: 3, shift: { ...tally.result.shift, '*': { '*': 1 } }, first: { ...tally.result.first, '*': 1 } };

  assert.deepEqual(roundsOf(poll, { ...tally, result: abstaining }).rows.at(-1).second, { votes: 3 });
});

test('bands are as thick as their votes, within their row, and do not overlap at either end', () => {
  const rounds = roundsOf(poll, tally);
  const bands = placeBands(rounds, { row: 100, bar: 50 });

  for (const { votes, height } of bands) assert.ok(Math.abs(height - votes * 10) < 1e-9);
  for (const [end, y] of [['from', 'y0'], ['to', 'y1']]) {
    rounds.rows.forEach(({ id }, i) => {
      const own = bands.filter((band) => band[end] === id).sort((one, other) => one[y] - other[y]);
      own.forEach((band, n) => {
        assert.ok(band[y] >= i * 100 && band[y] + band.height <= (i + 1) * 100);
        if (n) assert.ok(band[y] >= own[n - 1][y] + own[n - 1].height - 1e-9);
      });
    });
  }
  assert.deepEqual(bands.map(({ from, to }) => from !== to), [false, false, false, true]);
});

test('no votes at all are no bands', () => {
  const none = { a: 0, b: 0, c: 0 };
  const empty = { ...tally.result, shift: {}, first: none, options: poll.options.map(({ id }) => ({ id, votes: 0, share: 0 })), winners: [] };
  const rounds = roundsOf(poll, { ...tally, ballots: 0, result: empty });

  assert.deepEqual(placeBands(rounds, { row: 10, bar: 5 }), []);
});

test('names are never smaller than can be read from ten metres, and on one line where that costs little', () => {
  for (const chars of [1, 15, 60, 200]) {
    for (const row of [24, 60, 130, 300]) {
      const { size, lines } = sizeOfNames({ row, width: 380, unit: 10.8, names: [{ chars, badge: 9 }, { chars: 3, badge: 0 }] });
      assert.ok(size >= 2.1 * 10.8 - 1e-9 && size <= 3.6 * 10.8 + 1e-9 && lines >= 1 && lines <= 3, `${chars} ${row}`);
    }
  }
  assert.ok(sizeOfNames({ row: 130, width: 386, unit: 10.8, names: [{ chars: 15, badge: 9 }] }).size * 15 * 0.6 <= 386);
});
