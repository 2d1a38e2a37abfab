/**
 * Places the bands of votes that moved between two rounds. Every option has a row, as high in both rounds; the votes of an option leave and
 * reach the middle of its row, one band below another in the order of the options, so that they cross as little as can be. Bands are as
 * thick as votes are many, on one scale.
 */

/**
 * @param {{rows: object[], moves: {from: string, to: string, votes: number}[]}} rounds see methods/rounds.js
 * @param {{row: number, bar: number}} size the height of a row, and of the thickest bundle of bands
 * @returns {{from: string, to: string, votes: number, y0: number, y1: number, height: number}[]} those that stay first, so that those that
 *     move are drawn over them
 */
export function placeBands({ rows, moves }, { row, bar }) {
  const most = Math.max(1, ...rows.flatMap(({ first, second }) => [first.votes, second.votes]));
  const scale = bar / most;
  const at = new Map(rows.map(({ id }, i) => [id, i]));
  const topOf = (id, votes) => at.get(id) * row + (row - votes * scale) / 2;
  const next = new Map(rows.map(({ id, first, second }) => [id, { from: topOf(id, first.votes), to: topOf(id, second.votes) }]));
  const known = moves.filter(({ from, to }) => at.has(from) && at.has(to));
  const bands = known.map((move) => ({ ...move, height: move.votes * scale }));
  const inOrder = (one, other) => [...bands].sort((a, b) => at.get(a[one]) - at.get(b[one]) || at.get(a[other]) - at.get(b[other]));
  for (const band of inOrder('from', 'to')) {
    const place = next.get(band.from);
    band.y0 = place.from;
    place.from += band.height;
  }
  for (const band of inOrder('to', 'from')) {
    const place = next.get(band.to);
    band.y1 = place.to;
    place.to += band.height;
  }
  return bands.sort((a, b) => Number(a.from !== a.to) - Number(b.from !== b.to));
}

/** The outline of a band between two abscissas, as coordinates of commands. */
export function bandOutline({ y0, y1, height }, x0, x1) {
  const middle = (x0 + x1) / 2;
  return [
    ['M', x0, y0],
    ['C', middle, y0, middle, y1, x1, y1],
    ['L', x1, y1 + height],
    ['C', middle, y1 + height, middle, y0 + height, x0, y0 + height],
    ['Z'],
  ];
}

/** The length of the longest bar is this share. */
export const longestShare = ({ rows }) => Math.max(0.01, ...rows.flatMap(({ first, second }) => [first.share ?? 0, second.share ?? 0]));

const LETTER_EMS = 0.6;
const LINE_EMS = 1.2;
const MOST_LINES = 3;
/** A letter beside a name, with its gap. */
const CHIP_EMS = 2.6;

/** Names on one line may be so much smaller than on several. */
const SINGLE_LINE_FACTOR = 0.75;

/**
 * The size of letters on the big screen, and how many lines a name may take: as large as all names fit, and never smaller than can be read
 * from ten metres.
 *
 * @param {{row: number, width: number, unit: number, names: {chars: number, badge: number}[]}} space the height of a row, the `width` of a name
 *     with its letter, `unit` a hundredth of the screen's height, the lengths of names and of the winners' badges, which are below them or,
 *     in a low row, beside them
 */
export function sizeOfNames({ row, width, unit, names }) {
  const least = 2.1 * unit;
  const most = Math.max(least, Math.min(3.6 * unit, row * 0.46));
  const roomFor = (size) => Math.max(1, Math.min(MOST_LINES, Math.floor((row * 0.94) / (LINE_EMS * size))));
  const linesOf = (chars, size) => Math.ceil((chars * LETTER_EMS * size) / Math.max(1, width - CHIP_EMS * size));
  const needs = ({ chars, badge }, size) => (roomFor(size) === 1 ? linesOf(chars + badge, size) : linesOf(chars, size) + (badge ? 1 : 0));
  const largest = (fits) => {
    let size = most;
    while (size > least && !names.every((name) => needs(name, size) <= roomFor(size) && fits(name, size))) size = Math.max(least, size * 0.96);
    return size;
  };
  const wrapped = largest(() => true);
  const single = largest(({ chars }, size) => linesOf(chars, size) === 1);
  const size = names.every(({ chars }) => linesOf(chars, single) === 1) && single >= SINGLE_LINE_FACTOR * wrapped ? single : wrapped;
  return { size, lines: roomFor(size) };
}
