// Layouts of the big screen: rows of bars, and cards, in letters that can be read in a hall.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planBars } from '../../main/resources/web/charts/bars-layout.js';
import { planCards } from '../../main/resources/web/charts/text-cards-layout.js';

const UNIT = 10.8;
const LEAST_PX = 2.1 * UNIT * 0.99;
const hall = (n, more = {}) =>
  planBars({ n, width: 1480, height: 790, unit: UNIT, chars: 21, figuresEms: 7.6, badgeEms: 0, aside: false, bare: false, ...more });

function assertReadable(plan, n, height = 790) {
  assert.ok(plan.size >= LEAST_PX, `${plan.size} px`);
  assert.ok(plan.rows * plan.row <= height + 0.5, 'rows fit the height');
  assert.ok(plan.bar <= plan.row && plan.bar > 0, 'bars fit their rows');
  assert.ok(plan.rows * plan.columns * plan.pages >= n && plan.perPage <= plan.rows * plan.columns, 'all have a place');
}

test('any number of options is readable in a hall, whatever the labels and the window', () => {
  for (let n = 1; n <= 100; n++) {
    for (const chars of [3, 21, 60, 200]) {
      assertReadable(hall(n, { chars }), n);
      assertReadable(hall(n, { chars, width: 960, badgeEms: 5 }), n);
      assertReadable(hall(n, { chars, aside: true, figuresEms: 16 }), n);
    }
  }
});

test('few rows fill the height, and their bars are about half of it', () => {
  for (const n of [2, 3, 4, 5]) {
    const plan = hall(n);
    assert.equal(plan.pages, 1);
    assert.equal(Math.round(plan.rows * plan.row), 790);
    assert.ok(plan.bar / plan.row > 0.4, `${n}: ${plan.bar / plan.row}`);
  }
});

test('twenty short labels are beside their bars on one page, a hundred on several', () => {
  assert.deepEqual([hall(20).pages, hall(20).columns, hall(20).above], [1, 1, false]);
  assert.ok(hall(100).pages > 1);
});

test('long labels have the width of the row and are above their bars', () => {
  const plan = hall(20, { chars: 200 });

  assert.equal(plan.above, true);
  assert.equal(plan.columns, 1);
  assert.ok(plan.lines <= 3);
});

test('all texts have a place, the newest first, and few are set large', () => {
  const lengths = Array.from({ length: 120 }, (_, i) => 5 + ((i * 37) % 270));
  const plan = planCards({ lengths, width: 1480, height: 770, unit: UNIT });

  assert.deepEqual(plan.pages.flat(2), lengths.map((_, i) => i));
  assert.ok(plan.pages.length > 1 && plan.size >= 2.5 * UNIT);
  assert.ok(planCards({ lengths: [20], width: 1480, height: 770, unit: UNIT }).size > 5 * UNIT);
  assert.deepEqual(planCards({ lengths: [5000], width: 400, height: 100, unit: UNIT }).pages, [[[0]]]);
});

test('letters are made somewhat smaller where that keeps a long word whole, and lines end where words do', () => {
  const compound = hall(4, { bare: true, figuresEms: 0, chars: 45, word: 45 });
  assert.ok(45 * 0.62 * compound.size <= 1480 && compound.size > 3 * UNIT, `${compound.size} px`);

  const [even, ragged] = [0, 20].map((word) => hall(4, { bare: true, figuresEms: 0, chars: 75, word }));
  assert.ok(ragged.size < even.size || ragged.lines > even.lines);
  assertReadable(hall(20, { chars: 200, word: 120 }), 20);
});
