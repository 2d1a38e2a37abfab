/** A count in rounds in a picture: how votes move from option to option. Uses no DOM. */
import { EXHAUSTED, REST, electedBy, layoutFlow, outcomeMark } from '../charts/flow-layout.js';
import { EDGE, INK, SOFT, hueOf } from './palette.js';

const BLOCK = 14;
const ROW = 24;
const GAP = 8;
const TOP = 34;
const NAME_PART = 0.26;
const ROUND = 104;
const TAIL = 84;
const SIZE = 15;
const MOST_BLOCKS = 16;

/**
 * @param {{id: string, letter: string, label: string, index: number}[]} options
 * @param {object[]} rounds as the result has them
 * @param {{round: (n: number) => string, number: (n: number) => string, exhausted: string, rest: (n: number) => string, later: (from: number) => string}} say
 * @returns {number} the height; of many rounds the last ones are drawn
 */
export function drawRounds(pen, options, rounds, say) {
  const names = Math.max(96, pen.width * NAME_PART);
  const count = Math.max(2, Math.floor((pen.width - names - TAIL) / ROUND) + 1);
  const from = Math.max(0, rounds.length - count);
  const shown = rounds.slice(from);
  const rows = Math.min(MOST_BLOCKS, Math.max(...shown.map(({ votes, exhausted }) => Object.keys(votes).length + (exhausted > 0 ? 1 : 0))));
  const height = Math.max(220, rows * (ROW + GAP) * 1.5);
  const { columns, bands, rest } = layoutFlow(shown, options.map(({ id }) => id), { height, rowMin: ROW, gap: GAP, most: MOST_BLOCKS });
  const step = columns.length > 1 ? (pen.width - names - TAIL) / (columns.length - 1) : 0;
  const xOf = (column) => names + column * step;
  const byId = new Map(options.map((option) => [option.id, option]));
  const fill = (key) => (byId.has(key) ? hueOf(byId.get(key).index) : EDGE);

  for (const { column, from: source, to, y0, y1, height: tall } of bands) {
    const [x0, x1] = [xOf(column) + BLOCK, xOf(column + 1)];
    const middle = (x0 + x1) / 2;
    const [a, b] = [TOP + y0, TOP + y1];
    pen.path(
      [['M', x0, a], ['C', middle, a, middle, b, x1, b], ['L', x1, b + tall], ['C', middle, b + tall, middle, a + tall, x0, a + tall], ['Z']],
      { fill: fill(source), 'fill-opacity': source === to ? 0.22 : 0.5 },
    );
  }
  columns.forEach(({ nodes }, column) => {
    const round = from + column;
    pen.text(xOf(column), 16, say.round(round + 1), { size: 14, fill: SOFT });
    for (const { key, votes, y, height: tall, row } of nodes) {
      const elected = column === columns.length - 1 && electedBy(rounds, round).has(key);
      const mark = elected ? '✓' : outcomeMark(shown, column, key);
      pen.group({ 'data-round': round + 1, 'data-option': key.trim(), 'data-votes': votes }, () => {
        pen.rect(xOf(column), TOP + y, BLOCK, Math.max(2, tall), { fill: fill(key), rx: 2 });
        const text = [byId.get(key)?.letter ?? (key === EXHAUSTED ? '⊘' : ''), say.number(votes), mark].filter(Boolean).join(' ');
        pen.middle(xOf(column) + BLOCK + 6, TOP + y, row, text, { size: SIZE, bold: true, halo: true });
      });
      if (column === 0) drawName(pen, key, y, row, names, { byId, rest, say });
    }
  });
  const bottom = TOP + Math.max(...columns.map(({ nodes }) => Math.max(0, ...nodes.map(({ y, row }) => y + row))));
  if (!from) return bottom;
  pen.text(0, bottom + 26, say.later(from + 1), { size: 14, fill: SOFT });
  return bottom + 34;
}

function drawName(pen, key, y, row, width, { byId, rest, say }) {
  const option = byId.get(key);
  const text = option ? `${option.letter}. ${option.label}` : key === EXHAUSTED ? say.exhausted : key === REST ? say.rest(rest.length) : key;
  const most = Math.max(1, Math.min(3, Math.floor(row / (SIZE * 1.2))));
  const lines = pen.wrap(text, width - 10, { size: SIZE, most });
  lines.forEach((line, i) => pen.middle(0, TOP + y + (i - (lines.length - 1) / 2) * SIZE * 1.2, row, line, { size: SIZE, fill: option ? INK : SOFT }));
}
