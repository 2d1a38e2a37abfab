// The Sankey diagram of a count in rounds: the transfers, and the layout.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXHAUSTED, REST, layoutFlow, outcomeMark, transfersBetween } from '../../main/resources/web/charts/flow-layout.js';

const IRV = [
  { votes: { a: 8, b: 6, c: 4 }, exhausted: 0, elected: [], eliminated: ['c'], transfers: {} },
  { votes: { a: 9, b: 8 }, exhausted: 1, elected: ['a'], eliminated: [], transfers: { c: { a: 1, b: 2 } } },
];
const BOX = { height: 400, rowMin: 20, gap: 4, most: 12 };
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

test('votes stay, are transferred, or are exhausted', () => {
  assert.deepEqual(transfersBetween(IRV[0], IRV[1]), [
    { from: 'a', to: 'a', votes: 8 },
    { from: 'b', to: 'b', votes: 6 },
    { from: 'c', to: 'a', votes: 1 },
    { from: 'c', to: 'b', votes: 2 },
    { from: 'c', to: EXHAUSTED, votes: 1 },
  ]);
});

test('an elected option keeps the quota, and its surplus is transferred', () => {
  const before = { votes: { a: 10, b: 3 }, exhausted: 0 };
  const after = { votes: { a: 5, b: 7.5 }, exhausted: 0.5, transfers: { a: { b: 4.5 } } };

  assert.deepEqual(transfersBetween(before, after), [
    { from: 'a', to: 'a', votes: 5 },
    { from: 'a', to: 'b', votes: 4.5 },
    { from: 'a', to: EXHAUSTED, votes: 0.5 },
    { from: 'b', to: 'b', votes: 3 },
  ]);
});

test('an excluded option keeps no votes', () => {
  const before = { votes: { a: 10, b: 3 }, exhausted: 0 };
  const after = { votes: { a: 13, b: 0 }, exhausted: 0, transfers: { b: { a: 3 } } };

  assert.deepEqual(transfersBetween(before, after).filter(({ from }) => from === 'b'), [{ from: 'b', to: 'a', votes: 3 }]);
});

test('blocks have the height of their votes on one scale, in the order of the options, and fit the box', () => {
  const { columns } = layoutFlow(IRV, ['a', 'b', 'c'], BOX);

  const scale = columns[0].nodes[0].height / 8;
  for (const { nodes } of columns) {
    assert.deepEqual([...nodes].sort((x, y) => x.y - y.y), nodes);
    const last = nodes[nodes.length - 1];
    assert.ok(last.y + last.row <= BOX.height + 1e-6);
    nodes.forEach(({ votes, height }) => near(height, votes * scale));
    nodes.slice(1).forEach(({ y }, i) => assert.ok(y >= nodes[i].y + nodes[i].row));
  }
  assert.deepEqual(columns.map(({ nodes }) => nodes.map(({ key }) => key)), [['a', 'b', 'c'], ['a', 'b', EXHAUSTED]]);
});

test('bands fill the blocks that they enter', () => {
  const { columns, bands } = layoutFlow(IRV, ['a', 'b', 'c'], BOX);

  for (const { key, height, y } of columns[1].nodes) {
    const into = bands.filter(({ to }) => to === key);
    near(into.reduce((sum, band) => sum + band.height, 0), height);
    near(Math.min(...into.map(({ y1 }) => y1)), y);
  }
});

test('options that do not fit are one block, and no votes are lost', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `o${i}`);
  const votes = Object.fromEntries(ids.map((id, i) => [id, i]));
  const { columns, rest } = layoutFlow([{ votes, exhausted: 0 }], ids, { ...BOX, most: 10 });

  assert.equal(columns[0].nodes.length, 10);
  assert.equal(columns[0].nodes.at(-1).key, REST);
  assert.equal(rest.length, 31);
  near(columns[0].nodes.reduce((sum, node) => sum + node.votes, 0), (39 * 40) / 2);
});

test('a single vote, and options without votes, have space for their labels', () => {
  const [{ nodes }] = layoutFlow([{ votes: { a: 1, b: 0, c: 0 }, exhausted: 0 }], ['a', 'b', 'c'], BOX).columns;

  assert.deepEqual(nodes.map(({ row }) => row >= BOX.rowMin), [true, true, true]);
  assert.equal(nodes[1].height, 0);
});

test('the cross is where votes leave: with IRV in the round itself, with STV in the one before', () => {
  const stv = [{ votes: { a: 4, b: 1, c: 1 }, elected: ['a'] }, { votes: { a: 3, b: 2, c: 1 } }, { votes: { a: 3, b: 2 }, elected: ['b'], eliminated: ['c'] }];
  const marks = (rounds, id) => rounds.map((_, column) => outcomeMark(rounds, column, id));

  assert.deepEqual(marks(IRV, 'c'), ['✕', '']);
  assert.deepEqual(marks(stv, 'c').slice(0, 2), ['', '✕']);
  assert.deepEqual(marks(stv, 'b'), ['', '', '✓']);
  assert.equal(outcomeMark(stv.slice(0, 2), 1, 'c'), '');
});
