/**
 * The layout of a word cloud. A word keeps its position whatever happens to its votes. New words are placed on the first free spot of a
 * spiral from the centre, those with the most votes first. The same words in the same order always get the same positions. If words grow
 * and would overlap, a common factor shrinks the whole cloud.
 *
 * Lengths are in heights of the largest letters.
 */
const MIN_SIZE = 0.4;
/** A new word is placed as if it had at least this size, so that it can grow. */
const RESERVED_SIZE = 0.5;
const GAP = 0.45;
const LINE = 1.2;
const SPIRAL_STEP = 0.12;
const TURN = 0.35;

/** The size of a word by its votes, from 0 to 1; half of the votes is 70 % of the size. */
export const sizeOf = (votes, most) => Math.max(MIN_SIZE, Math.sqrt(votes / Math.max(1, most)));

/**
 * @param words [{word, votes}], most votes first
 * @param known Map word → {x, y}, the centres of words that are placed already; the centre of the cloud is 0, 0
 * @param widthOf (word) => its width at size 1
 * @param aspect the box's width divided by its height
 * @returns {{places: Map<string, {x: number, y: number, size: number}>, factor: number, width: number, height: number}} `factor` shrinks
 *     all sizes so that nothing overlaps; `width` and `height` hold all words around the middle
 */
export function layoutCloud(words, known, widthOf, aspect) {
  const most = words[0]?.votes ?? 1;
  const boxes = new Map();
  const box = ({ word, votes }, { x, y }) => {
    const size = sizeOf(votes, most);
    return { x, y, size, w: widthOf(word) * size + GAP * size, h: LINE * size };
  };
  for (const each of words) {
    if (known.has(each.word)) boxes.set(each.word, box(each, known.get(each.word)));
  }
  for (const each of words) {
    if (boxes.has(each.word)) continue;
    const reserved = Math.max(RESERVED_SIZE, sizeOf(each.votes, most));
    const spot = firstFree(widthOf(each.word) * reserved + GAP * reserved, LINE * reserved, [...boxes.values()], aspect);
    boxes.set(each.word, box(each, spot));
  }
  const all = [...boxes.values()];
  const factor = factorOf(all);
  return {
    places: new Map([...boxes].map(([word, { x, y, size }]) => [word, { x, y, size }])),
    factor,
    width: 2 * Math.max(1, ...all.map(({ x, w }) => Math.abs(x) + (w * factor) / 2)),
    height: 2 * Math.max(1, ...all.map(({ y, h }) => Math.abs(y) + (h * factor) / 2)),
  };
}

function firstFree(w, h, taken, aspect) {
  for (let angle = 0; ; angle += TURN / (1 + angle * 0.03)) {
    const radius = SPIRAL_STEP * angle;
    const x = radius * Math.cos(angle) * Math.sqrt(aspect);
    const y = (radius * Math.sin(angle)) / Math.sqrt(aspect);
    if (taken.every((other) => Math.abs(x - other.x) >= (w + other.w) / 2 || Math.abs(y - other.y) >= (h + other.h) / 2)) return { x, y };
  }
}

/** The largest factor up to 1 with which no two boxes overlap. */
function factorOf(boxes) {
  let factor = 1;
  for (let i = 0; i < boxes.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      const free = Math.max((2 * Math.abs(a.x - b.x)) / (a.w + b.w), (2 * Math.abs(a.y - b.y)) / (a.h + b.h));
      factor = Math.min(factor, free);
    }
  }
  return factor;
}
