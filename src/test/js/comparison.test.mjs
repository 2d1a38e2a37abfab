// A comparison of rules: the numbers that decided, its sentence, its table and its picture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonSentence, comparisonTable } from '../../main/resources/web/compare/compare-text.js';
import { duelsOf, electedOf, rowsOf } from '../../main/resources/web/compare/comparison.js';
import { comparisonPicture } from '../../main/resources/web/compare/compare-drawing.js';
import { Pen } from '../../main/resources/web/pictures/pen.js';

const poll = { options: [{ id: 'm', label: 'Montroll' }, { id: 'k', label: 'Kiss' }, { id: 'w', label: 'Wright' }, { id: 's', label: 'Smith' }] };
/** Burlington, 2009, as the hub answers. */
const burlington = {"seats": 1, "agree": false, "rules": {"plurality": {"applicable": true, "winners": ["w"], "votes": {"m": 2063, "k": 2585, "w": 2951, "s": 1306}}, "irv": {"applicable": true, "winners": ["k"], "rounds": [{"votes": {"m": 2063, "k": 2585, "w": 2951, "s": 1306}, "exhausted": 0, "elected": [], "eliminated": ["s"]}, {"votes": {"m": 2554, "k": 2981, "w": 3294}, "exhausted": 76, "elected": [], "eliminated": ["m"]}, {"votes": {"k": 4313, "w": 4061}, "exhausted": 531, "elected": ["k"], "eliminated": []}]}, "stv": {"applicable": true, "winners": ["k"], "quota": 4453, "rounds": [{"votes": {"m": 2063, "k": 2585, "w": 2951, "s": 1306}, "exhausted": 0, "elected": [], "eliminated": []}, {"votes": {"m": 2554, "k": 2981, "w": 3294}, "exhausted": 76, "elected": [], "eliminated": ["s"]}, {"votes": {"k": 4313, "w": 4061}, "exhausted": 531, "elected": [], "eliminated": ["m"]}, {"votes": {"k": 7085}, "exhausted": 1820, "elected": ["k"], "eliminated": ["w"]}]}, "borda": {"applicable": true, "winners": ["m"], "points": {"m": 16461, "k": 15584.5, "w": 15495.5, "s": 5889}}, "schulze": {"applicable": true, "winners": ["m"], "ranking": [["m"], ["k"], ["w"], ["s"]]}, "rankedpairs": {"applicable": true, "winners": ["m"], "ranking": [["m"], ["k"], ["w"], ["s"]]}}, "condorcet": {"winner": "m", "smith": ["m"], "pairwise": {"m": {"k": 4064, "w": 4597, "s": 5992}, "k": {"m": 3476, "w": 4313, "s": 6096}, "w": {"m": 3664, "k": 4061, "s": 6767}, "s": {"m": 1306, "k": 1306, "w": 1306}}}};

const rowOf = (rule, comparison = burlington) => rowsOf(poll, comparison).find((row) => row.rule === rule);
const changed = (change) => {
  const copy = structuredClone(burlington);
  change(copy);
  return copy;
};

test('each rule tells whom it elects and the two numbers by which it decided', () => {
  assert.deepEqual(rowOf('plurality').duel, { a: 'w', na: 2951, b: 'k', nb: 2585 });
  assert.deepEqual(rowOf('irv').duel, { a: 'k', na: 4313, b: 'w', nb: 4061 });
  assert.deepEqual(rowOf('stv').duel, { a: 'k', na: 4313, b: 'w', nb: 4061 });
  assert.deepEqual(rowOf('schulze').duel, { a: 'm', na: 4064, b: 'k', nb: 3476 });
  assert.deepEqual(rowOf('condorcet').winners, ['m']);
});

test('who is elected by any rule is compared with the others', () => {
  const elected = electedOf(poll, rowsOf(poll, burlington));
  assert.deepEqual(elected, ['m', 'k', 'w']);
  assert.deepEqual(duelsOf(elected, burlington).map(({ a, na, b, nb }) => [a, na, b, nb].join(' ')), ['m 4064 k 3476', 'm 4597 w 3664', 'k 4313 w 4061']);
});

test('where nobody beats all others, it says who beats one another', () => {
  const cycle = changed(({ condorcet }) => Object.assign(condorcet, { winner: null, smith: ['m', 'k', 'w'] }));
  assert.deepEqual({ ...rowOf('condorcet', cycle), smith: undefined }, { rule: 'condorcet', winners: [], why: 'cycle', smith: undefined, duel: null });
  assert.match(comparisonTable(poll, cycle).rows.at(-1)[1], /Montroll, Kiss, and Wright/);
});

test('a rule that does not apply says why, and has no numbers', () => {
  const tied = changed(({ rules }) => (rules.irv = { applicable: false, reason: 'ties' }));
  assert.deepEqual(rowOf('irv', tied), { rule: 'irv', winners: [], why: 'ties', duel: null });
});

test('sentence, table and picture tell the same', () => {
  assert.equal(comparisonSentence(poll, burlington), 'The rule decides who wins');
  const { rows } = comparisonTable(poll, burlington);
  assert.deepEqual(rows[1], ['Instant runoff', 'Kiss', 'Kiss 4,313 · Wright 4,061']);
  const pen = new Pen({ width: 900 });
  const height = comparisonPicture(poll, burlington).draw(pen);
  const drawn = JSON.stringify(pen.nodes);
  for (const row of rowsOf(poll, burlington)) assert.ok(drawn.includes(`"data-rule":"${row.rule}","data-winners":"${row.winners.join(' ')}"`), row.rule);
  assert.ok(height > 400);
});

test('without votes nobody is elected, and nothing is compared', () => {
  const none = changed((comparison) => {
    for (const rule of Object.values(comparison.rules)) Object.assign(rule, { winners: [], ...(rule.rounds && { rounds: [] }), ...(rule.ranking && { ranking: [] }) });
    Object.assign(comparison.condorcet, { winner: null, smith: [] });
  });
  assert.equal(comparisonSentence(poll, none), 'Nobody has voted');
  assert.ok(rowsOf(poll, none).every(({ duel }) => duel === null));
});
