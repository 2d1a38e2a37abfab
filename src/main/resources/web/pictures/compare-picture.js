/**
 * A comparison of rules in a picture: which rule elects whom, in a column for each of the elected, beside the two numbers by which it decided; and
 * below who of the elected is preferred to whom. Uses no DOM.
 */
import { ACCENT, CARD, EDGE, INK, LINE, SOFT, hueOf, onHueOf } from './palette.js';

const ROW = 44;
const CHIP = 28;
const NAMES = 0.3;
const COLUMN = 60;
const MOST_COLUMNS = 6;
const MOST_DUELS = 6;
const GAP = 14;
/** A name of the elected has so much room at least. */
const NAME = 260;
const NAME_SIZES = [17, 15, 12.5];

/** The colours of files; pages give those of their theme. */
export const PRINTED = { ink: INK, soft: SOFT, line: LINE, edge: EDGE, card: CARD, accent: ACCENT, hue: hueOf, on: onHueOf };

/**
 * @param {{rows: object[], elected: string[], duels: object[], sentence: string}} told see compare/comparison.js
 * @param {{id: string, letter: string, label: string, index: number}[]} options
 * @param {{rule: (rule: string) => string, why: (row: object) => string, number: (n: number) => string, duels: string}} say
 * @returns {number} the height
 */
export function drawComparison(pen, { rows, elected, duels, sentence }, options, say, colors = PRINTED) {
  const byId = new Map(options.map((option) => [option.id, option]));
  const shown = elected.slice(0, MOST_COLUMNS);
  const names = pen.width * NAMES;
  const column = Math.min(COLUMN, (pen.width * 0.3) / Math.max(1, shown.length));
  const side = names + shown.length * column + GAP;
  let y = pen.lines(0, 0, pen.wrap(sentence, pen.width, { size: 25, bold: true, most: 3 }), { size: 25, bold: true, fill: colors.ink }) + 10;
  y = drawElected(pen, shown.map((id) => byId.get(id)), y, colors) + 8;

  for (const row of rows) {
    pen.line(0, y, pen.width, y, { stroke: colors.line });
    pen.group({ 'data-rule': row.rule, 'data-winners': row.winners.join(' ') }, () => {
      const { lines, size } = nameLines(pen, say.rule(row.rule), names - 10);
      lines.forEach((line, i) => pen.middle(0, y + (i - (lines.length - 1) / 2) * size * 1.2, ROW, line, { size, bold: true, fill: colors.ink }));
      shown.forEach((id, i) => {
        const x = names + i * column + (column - CHIP) / 2;
        if (row.winners.includes(id)) drawChip(pen, x, y + (ROW - CHIP) / 2, byId.get(id), colors);
        else pen.rect(x + CHIP / 2 - 3, y + ROW / 2 - 3, 6, 6, { rx: 3, fill: colors.line });
      });
      if (row.duel) drawDuel(pen, { x: side, y: y + 6, width: pen.width - side, height: ROW - 12 }, row.duel, { byId, say, colors, named: false });
      else {
        const why = pen.wrap(say.why(row), pen.width - side, { size: 15, most: 2 });
        why.forEach((line, i) => pen.middle(side, y + (i - (why.length - 1) / 2) * 18, ROW, line, { size: 15, fill: colors.soft }));
      }
    });
    y += ROW;
  }
  pen.line(0, y, pen.width, y, { stroke: colors.line });
  if (!duels.length) return y + 4;
  pen.text(0, y + 34, say.duels, { size: 17, bold: true, fill: colors.soft });
  y += 48;
  for (const duel of duels.slice(0, MOST_DUELS)) {
    drawDuel(pen, { x: 0, y, width: pen.width, height: 34 }, duel, { byId, say, colors, named: true });
    y += 42;
  }
  return y;
}

/** A name in as few lines as it needs; the more lines, the smaller. */
function nameLines(pen, text, width) {
  const tried = NAME_SIZES.map((size, i) => ({ size, lines: pen.wrap(text, width, { size, bold: true }), most: i + 1 }));
  const fitting = tried.find(({ lines, most }) => lines.length <= most);
  return fitting ?? { size: NAME_SIZES.at(-1), lines: pen.wrap(text, width, { size: NAME_SIZES.at(-1), bold: true, most: NAME_SIZES.length }) };
}

/** Who the columns are, in lines that wrap. */
function drawElected(pen, options, top, colors) {
  let [x, y] = [0, top];
  const widest = Math.min(pen.width - CHIP - 24, Math.max(NAME, pen.width / options.length - CHIP - 40));
  for (const option of options) {
    const label = pen.cut(option.label, widest, { size: 18 });
    const width = CHIP + 10 + pen.widthOf(label, 18) + 26;
    if (x > 0 && x + width > pen.width) [x, y] = [0, y + CHIP + 8];
    drawChip(pen, x, y, option, colors);
    pen.middle(x + CHIP + 10, y, CHIP, label, { size: 18, fill: colors.ink });
    x += width;
  }
  return options.length ? y + CHIP : y;
}

function drawChip(pen, x, y, { letter, index }, colors) {
  pen.rect(x, y, CHIP, CHIP, { rx: 6, fill: colors.hue(index) });
  pen.middle(x + CHIP / 2, y, CHIP, letter, { size: letter.length > 1 ? 13 : 16, bold: true, anchor: 'middle', fill: colors.on(index), figure: true });
}

/** Two numbers as parts of one bar, which meet where half would be if they were equal. */
function drawDuel(pen, { x, y, width, height }, { a, na, b, nb }, { byId, say, colors, named }) {
  const [one, other] = [byId.get(a), b === null ? null : byId.get(b)];
  const all = na + (nb ?? 0);
  const part = other && all > 0 ? Math.min(0.88, Math.max(0.12, na / all)) * width : width;
  const label = (option, n, room) => {
    const figures = `${option.letter} ${say.number(n)}`;
    if (!named) return figures;
    const left = room - pen.widthOf(` ${say.number(n)}`, 16, true) - 24;
    return left > 40 ? `${pen.cut(option.label, left, { size: 16, bold: true })} ${say.number(n)}` : figures;
  };
  pen.group({ 'data-duel': `${a} ${b ?? ''}`.trim(), 'data-votes': `${na} ${nb ?? ''}`.trim() }, () => {
    pen.rect(x, y, part - 2, height, { rx: 5, fill: colors.hue(one.index) });
    pen.middle(x + 10, y, height, label(one, na, part), { size: 16, bold: true, fill: colors.on(one.index), figure: !named });
    if (!other) return;
    pen.rect(x + part + 1, y + 1, width - part - 2, height - 2, { rx: 5, fill: colors.card, stroke: colors.hue(other.index), 'stroke-width': 2 });
    pen.middle(x + width - 10, y, height, label(other, nb, width - part), { size: 16, anchor: 'end', fill: colors.ink, figure: !named });
    const half = x + width / 2;
    pen.line(half, y - 3, half, y + height + 3, { stroke: colors.ink, 'stroke-width': 2, 'stroke-dasharray': '3 3' });
  });
}
