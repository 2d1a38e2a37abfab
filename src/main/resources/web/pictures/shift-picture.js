/** Both rounds of a question in a picture: bars to both sides, and bands of the votes that moved. Uses no DOM. */
import { bandOutline, longestShare, placeBands } from '../charts/shift-layout.js';
import { EDGE, INK, SOFT, hueOf, onHueOf } from './palette.js';
import { drawNote } from './bars-picture.js';

const SIZE = 16;
const CHIP = 24;
const GAP = 10;
const BAR = 30;
const TOP = 34;
const NARROW = 600;
const NAMES = 0.32;
const FLOW = 0.24;
const MOST_LINES = 3;
const LINE = SIZE * 1.3;

/**
 * @param {Pen} pen
 * @param {object} rounds see methods/rounds.js, whose rows have the `figures` of both rounds
 * @param {{first: string, second: string, abstained: string, moves: string}} say
 * @returns {number} the height
 */
export function drawShift(pen, rounds, say) {
  const narrow = pen.width < NARROW;
  const names = narrow ? CHIP + GAP : pen.width * NAMES;
  const nameOf = ({ index, label, won }) => (index < 0 ? say.abstained : won ? `${label}  ${rounds.winners.sign}\u00a0${rounds.winners.mark}` : label);
  const linesOf = (row) => (narrow ? [] : pen.wrap(nameOf(row), names - CHIP - 2 * GAP, { size: SIZE, bold: row.won, most: MOST_LINES }));
  const lines = Math.max(1, ...rounds.rows.map((row) => linesOf(row).length));
  const row = Math.max(BAR + 16, lines * LINE + 8);
  const figures = Math.max(...rounds.rows.flatMap(({ figures: texts }) => texts).map((text) => pen.widthOf(text, SIZE, true))) + GAP;
  const flow = pen.width * FLOW;
  const bar = Math.max(12, (pen.width - names - flow) / 2 - figures);
  const left = names + figures + bar;
  const right = left + flow;
  const full = longestShare(rounds);
  const fill = (id) => {
    const found = rounds.rows.find((each) => each.id === id);
    return found && found.index >= 0 ? hueOf(found.index) : EDGE;
  };
  pen.text(left, 16, say.first, { size: 14, fill: SOFT, anchor: 'end' });
  pen.text(right, 16, say.second, { size: 14, fill: SOFT });
  for (const { from, to, votes, y0, y1, height } of placeBands(rounds, { row, bar: BAR })) {
    pen.path(bandOutline({ y0: TOP + y0, y1: TOP + y1, height }, left, right), {
      fill: fill(from),
      'fill-opacity': from === to ? 0.2 : 0.5,
      'data-from': from,
      'data-to': to,
      'data-votes': votes,
    });
  }
  rounds.rows.forEach((each, i) => {
    const top = TOP + i * row;
    const y = top + (row - BAR) / 2;
    pen.group({ 'data-option': each.id, 'data-first': each.first.votes, 'data-second': each.second.votes }, () => {
      pen.rect(0, top + (row - CHIP) / 2, CHIP, CHIP, { rx: 5, fill: fill(each.id) });
      pen.middle(CHIP / 2, top, row, each.letter, { size: each.letter.length > 1 ? 12 : 14, bold: true, anchor: 'middle', fill: each.index < 0 ? '#ffffff' : onHueOf(each.index), figure: true });
      const text = linesOf(each);
      text.forEach((line, n) => pen.middle(CHIP + GAP, top + (n - (text.length - 1) / 2) * LINE, row, line, { size: SIZE, bold: each.won }));
      const [before, after] = [each.first, each.second].map(({ share = 0 }) => (share > 0 ? Math.max(2, (share / full) * bar) : 0));
      pen.rect(left - before, y, before, BAR, { fill: fill(each.id), 'fill-opacity': 0.5 });
      pen.rect(right, y, after, BAR, { fill: fill(each.id) });
      pen.middle(left - before - 6, top, row, each.figures[0], { size: SIZE, fill: SOFT, anchor: 'end', figure: true });
      pen.middle(right + after + 6, top, row, each.figures[1], { size: SIZE, bold: true, fill: INK, figure: true });
    });
  });
  let end = TOP + rounds.rows.length * row + 10;
  if (narrow) end = drawNames(pen, rounds.rows, nameOf, end);
  return drawNote(pen, say.moves, end);
}

function drawNames(pen, rows, nameOf, top) {
  let y = top;
  for (const row of rows) {
    pen.text(0, y + SIZE, `${row.letter}.`, { size: SIZE, bold: true });
    y = pen.lines(CHIP + GAP, y, pen.wrap(nameOf(row), pen.width - CHIP - GAP, { size: SIZE, bold: row.won, most: MOST_LINES }), { size: SIZE, bold: row.won }) + 4;
  }
  return y + 6;
}
