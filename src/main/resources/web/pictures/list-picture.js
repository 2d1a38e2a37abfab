/** Lists in a picture: texts, questions from the floor with their votes, the leaderboard of a quiz. Uses no DOM. */
import { ACCENT, EDGE, INK, SOFT, SUNKEN, hueOf } from './palette.js';
import { drawNote, drawRule } from './bars-picture.js';

const SIZE = 17;

/** @returns {number} the height */
export function drawTexts(pen, entries, more) {
  let y = 0;
  for (const { text, starred } of entries) {
    const lines = pen.wrap(starred ? `★ ${text}` : text, pen.width - 32, { size: SIZE, most: 8 });
    const height = lines.length * SIZE * 1.3 + 20;
    pen.rect(0, y, pen.width, height, { rx: 8, fill: SUNKEN });
    pen.lines(16, y + 9, lines, { size: SIZE });
    y += height + 8;
  }
  return more ? drawNote(pen, more, y + 4) : y;
}

/**
 * @param {{id: string, text: string, score: number, about: string, reply: string}[]} entries `about` is the state and the name, as text
 * @returns {number} the height
 */
export function drawQuestions(pen, entries, more, say) {
  let y = 0;
  entries.forEach(({ id, text, score, about, reply }, i) => {
    pen.group({ 'data-entry': id, 'data-score': score }, () => {
      if (i) drawRule(pen, y - 8);
      pen.lines(0, y, [`▲ ${say.number(score)}`], { size: SIZE, bold: true, fill: ACCENT, figure: true });
      y = pen.lines(76, y, pen.wrap(text, pen.width - 76, { size: SIZE, most: 6 }), { size: SIZE, bold: true });
      y = pen.lines(76, y + 2, pen.wrap(about, pen.width - 76, { size: 14 }), { size: 14, fill: SOFT });
      if (reply) {
        const top = y + 6;
        y = pen.lines(90, top, pen.wrap(reply, pen.width - 90, { size: 15, most: 12 }), { size: 15 });
        pen.rect(76, top, 3, y - top, { fill: EDGE });
      }
    });
    y += 18;
  });
  return more ? drawNote(pen, more, y) : y;
}

/**
 * @param {{rank: number, name: string, points: number, team?: string}[]} rows the best first
 * @returns {number} the height
 */
export function drawLeaderboard(pen, rows, more, say, top = 0) {
  const best = Math.max(1, ...rows.map(({ points }) => points));
  let y = top;
  rows.forEach(({ rank, name, points, team }, i) => {
    pen.group({ 'data-rank': rank, 'data-points': points }, () => {
      pen.rect(0, y, pen.width, 34, { rx: 6, fill: SUNKEN });
      pen.rect(0, y, Math.max(6, (points / best) * pen.width), 34, { rx: 6, fill: hueOf(i), 'fill-opacity': 0.25 });
      pen.middle(40, y, 34, say.number(rank), { size: SIZE, bold: true, anchor: 'end', figure: true });
      const figure = say.number(points);
      const room = pen.width - 56 - pen.widthOf(figure, SIZE, true) - 28;
      const shown = pen.cut(name, team ? room * 0.65 : room, { size: SIZE, bold: rank === 1 });
      pen.middle(56, y, 34, shown, { size: SIZE, bold: rank === 1 });
      const after = 56 + pen.widthOf(shown, SIZE, true) + 12;
      if (team) pen.middle(after, y, 34, pen.cut(team, 56 + room - after, { size: 14 }), { size: 14, fill: SOFT });
      pen.middle(pen.width - 12, y, 34, figure, { size: SIZE, bold: true, anchor: 'end', fill: INK, figure: true });
    });
    y += 40;
  });
  return more ? drawNote(pen, more, y + 4) + 8 : y;
}
