/** Pairwise comparisons in a picture: the ranking, and below it who is preferred to whom. Uses no DOM. */
import { ACCENT, EDGE, INK, LINE, ON_ACCENT, SOFT, SUNKEN, hueOf, onHueOf } from './palette.js';

const SIZE = 17;
const CHIP = 24;
const LARGEST_CELL = 52;

/**
 * @param {{id: string, letter: string, label: string, index: number, mark: string}[]} options
 * @param {object} pairwise {id: {id: votes}}
 * @param {string[][]} ranking best first; tied options share a place
 * @param {{place: (n: number) => string, number: (n: number) => string, note: string}} say
 * @returns {number} the height
 */
export function drawPairwise(pen, options, pairwise, ranking, say) {
  const byId = new Map(options.map((option) => [option.id, option]));
  let y = 0;
  let place = 1;
  for (const tied of ranking) {
    for (const id of [tied].flat()) {
      const option = byId.get(id);
      const lines = pen.wrap(option.mark ? `${option.label}  ${option.mark}` : option.label, pen.width - 96, { size: SIZE, bold: Boolean(option.mark), most: 3 });
      pen.group({ 'data-option': id, 'data-place': place }, () => {
        pen.middle(34, y, CHIP, say.place(place), { size: SIZE, bold: true, anchor: 'end', fill: SOFT, figure: true });
        pen.rect(46, y, CHIP, CHIP, { rx: 5, fill: hueOf(option.index) });
        pen.middle(46 + CHIP / 2, y, CHIP, option.letter, { size: 14, bold: true, anchor: 'middle', fill: onHueOf(option.index), figure: true });
        pen.lines(82, y + 1, lines, { size: SIZE, bold: Boolean(option.mark) });
      });
      y += Math.max(CHIP, lines.length * SIZE * 1.3) + 8;
    }
    place += [tied].flat().length;
  }
  return drawMatrix(pen, options, pairwise, y + 20, say);
}

function drawMatrix(pen, options, pairwise, top, say) {
  const cell = Math.min(LARGEST_CELL, pen.width / (options.length + 1));
  const size = Math.min(15, cell * 0.4);
  const letters = { size, bold: true, anchor: 'middle', figure: true };
  options.forEach(({ letter }, i) => {
    pen.middle((i + 1.5) * cell, top, cell, letter, letters);
    pen.middle(cell / 2, top + (i + 1) * cell, cell, letter, letters);
  });
  options.forEach((row, i) =>
    options.forEach((column, k) => {
      const [x, y] = [(k + 1) * cell + 1.5, top + (i + 1) * cell + 1.5];
      if (i === k) {
        pen.rect(x, y, cell - 3, cell - 3, { fill: 'none', stroke: LINE });
        return;
      }
      const votes = pairwise[row.id]?.[column.id] ?? 0;
      const against = pairwise[column.id]?.[row.id] ?? 0;
      const won = votes > against;
      pen.group({ 'data-row': row.id, 'data-column': column.id, 'data-votes': votes }, () => {
        pen.rect(x, y, cell - 3, cell - 3, { rx: 4, fill: won ? ACCENT : votes === against ? 'none' : SUNKEN, stroke: votes === against ? EDGE : undefined });
        pen.middle(x + (cell - 3) / 2, y, cell - 3, say.number(votes), { size, bold: won, anchor: 'middle', fill: won ? ON_ACCENT : INK, figure: true });
      });
    }),
  );
  const bottom = top + (options.length + 1) * cell + 10;
  return pen.lines(0, bottom, pen.wrap(say.note, pen.width, { size: 14 }), { size: 14, fill: SOFT });
}
