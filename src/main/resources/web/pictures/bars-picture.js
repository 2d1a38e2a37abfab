/** Bars in a picture, and scores to both sides of an axis, and stacked grades: a row for each option. Uses no DOM. */
import { EDGE, INK, LINE, SOFT, SUNKEN, hueOf, onHueOf, shadeOf } from './palette.js';
import { LINE_HEIGHT } from './pen.js';

const SIZE = 17;
const BAR = 24;
const CHIP = 24;
const GAP = 12;
const ROW_GAP = 16;
const MAX_LINES = 4;
/** The part of the width that labels beside their bars may have. */
const NAME_PART = 0.42;
const READABLE_SEGMENT = 38;

/**
 * @typedef {{id: string, letter: string, index: number, label: string, mark: string, figures: string[], data: object,
 *     share?: number, bar?: {from: number, width: number, axis: number}, segments?: {share: number, text: string}[]}} Row
 *     `mark` of a winner, else ''; the first figure is the deciding one; a row has a share of the scale, or a bar, or segments
 */

/**
 * Places the rows: labels beside their bars if all fit on one line there, else above them.
 *
 * @param {Pen} pen
 * @param {Row[]} rows
 * @returns {{rows: Row[], height: number}[]} parts of at most that height
 */
export function partsOf(pen, rows, most, extra = 0) {
  const parts = [];
  for (const row of rows) {
    const height = heightOf(pen, row, rows);
    const last = parts.at(-1);
    if (last && last.height + height <= most) {
      last.rows.push(row);
      last.height += height;
    } else {
      parts.push({ rows: [row], height: height + extra });
    }
  }
  return parts;
}

const isBeside = (pen, rows) => pen.width >= 600 && rows.every((row) => pen.widthOf(nameOf(row), SIZE, true) <= pen.width * NAME_PART - CHIP - 2 * GAP);
const nameOf = ({ label, mark }) => (mark ? `${label}  ${mark}` : label);
const linesOf = (pen, row) => pen.wrap(nameOf(row), pen.width - CHIP - GAP, { size: SIZE, bold: Boolean(row.mark), most: MAX_LINES });

function heightOf(pen, row, all) {
  if (isBeside(pen, all)) return BAR + ROW_GAP;
  return Math.max(CHIP, linesOf(pen, row).length * SIZE * LINE_HEIGHT) + 6 + BAR + ROW_GAP;
}

/** Draws rows below `top`; returns where they end. `all` are the rows of the whole picture, which are set alike. */
export function drawRows(pen, rows, all, top, figuresAside) {
  const beside = isBeside(pen, all);
  const figures = Math.max(...all.map((row) => figuresWidth(pen, row)));
  const from = beside ? Math.min(pen.width * NAME_PART, Math.max(...all.map((row) => pen.widthOf(nameOf(row), SIZE, true))) + CHIP + 2.5 * GAP) : 0;
  const track = { from, width: pen.width - from - figures - GAP };
  const won = all.some(({ mark }) => mark);
  let y = top;
  for (const row of rows) {
    pen.group(row.data, () => {
      drawChip(pen, row, y, won);
      const name = { size: SIZE, bold: Boolean(row.mark) };
      if (beside) {
        pen.middle(CHIP + GAP, y, BAR, nameOf(row), name);
      } else {
        const lines = linesOf(pen, row);
        const end = pen.lines(CHIP + GAP, y + 1, lines, name);
        y = Math.max(y + CHIP, end) + 6;
      }
      drawTrack(pen, row, y, track, won && !row.mark);
      drawFigures(pen, row, y, track, figuresAside ? pen.width - figures : null);
    });
    y += BAR + ROW_GAP;
  }
  return y;
}

function drawChip(pen, { letter, index, segments }, y, won) {
  pen.rect(0, y, CHIP, CHIP, { rx: 5, fill: segments ? INK : hueOf(index) });
  pen.middle(CHIP / 2, y, CHIP, letter, { size: letter.length > 1 ? 12 : 14, bold: true, anchor: 'middle', fill: segments ? '#ffffff' : onHueOf(index), figure: true });
}

function drawTrack(pen, { share, bar, segments, index }, y, { from, width }, lost) {
  const pale = lost ? { 'fill-opacity': 0.55 } : {};
  if (segments) {
    let x = from;
    segments.forEach(({ share: part, text }, i) => {
      const wide = part * width;
      const { fill, on } = shadeOf(i, segments.length);
      pen.rect(x, y, wide, BAR, { fill });
      if (text && wide >= READABLE_SEGMENT) pen.middle(x + 6, y, BAR, text, { size: 13, fill: on, figure: true });
      x += wide;
    });
    pen.rect(from, y, width, BAR, { fill: 'none', stroke: EDGE });
    pen.rect(from + width / 2 - 3, y - 4, 6, BAR + 8, { fill: '#ffffff' });
    pen.rect(from + width / 2 - 1.5, y - 4, 3, BAR + 8, { fill: INK });
    return;
  }
  pen.rect(from, y, width, BAR, { rx: 5, fill: SUNKEN });
  if (bar) {
    pen.rect(from + bar.from * width, y, bar.width * width, BAR, { fill: hueOf(index), ...pale });
    pen.rect(from + bar.axis * width - 1.5, y - 3, 3, BAR + 6, { fill: INK });
  } else {
    pen.rect(from, y, share > 0 ? Math.max(2, share * width) : 0, BAR, { rx: 3, fill: hueOf(index), ...pale });
  }
}

function drawFigures(pen, { figures: [first, ...others], share }, y, { from, width }, aside) {
  const x = aside ?? from + (share ?? 1) * width + GAP;
  pen.middle(x, y, BAR, first, { size: SIZE, bold: true, figure: true });
  const rest = others.filter(Boolean).join('  ');
  if (rest) pen.middle(x + pen.widthOf(first, SIZE, true) + 10, y, BAR, rest, { size: 15, fill: SOFT, figure: true });
}

function figuresWidth(pen, { figures: [first, ...others] }) {
  const rest = others.filter(Boolean).join('  ');
  return pen.widthOf(first, SIZE, true) + (rest ? 10 + pen.widthOf(rest, 15) : 0) + 4;
}

/** The names of grades with their colours; returns where they end. */
export function drawLegend(pen, grades, top) {
  let [x, y] = [0, top];
  grades.forEach((name, i) => {
    const wide = 20 + pen.widthOf(name, 14) + 18;
    if (x && x + wide > pen.width) [x, y] = [0, y + 24];
    pen.rect(x, y + 3, 14, 14, { rx: 3, fill: shadeOf(i, grades.length).fill, stroke: EDGE });
    pen.text(x + 20, y + 15, name, { size: 14 });
    x += wide;
  });
  return y + 34;
}

/** A note below a picture; returns where it ends. */
export function drawNote(pen, text, y) {
  return pen.lines(0, y, pen.wrap(text, pen.width, { size: 14 }), { size: 14, fill: SOFT });
}

/** A thin line over the whole width. */
export const drawRule = (pen, y) => pen.rect(0, y, pen.width, 1, { fill: LINE });

