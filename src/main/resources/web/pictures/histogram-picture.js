/** Numbers as a histogram in a picture, with their median and mean. Uses no DOM. */
import { histogramScale } from '../charts/histogram-scale.js';
import { CARD, INK, SOFT, hueOf } from './palette.js';

const PLOT = 260;
const HEAD = 76;
const FOOT = 30;
const SIZE = 14;

/**
 * @param {{bins: {from, to, count}[], mean: number, median: number, max: number, none: string}} figures `none` is what is said without numbers
 * @param {{number: (n: number) => string, count: (n: number) => string, median: string, mean: string}} say numbers and figures as text
 * @returns {number} the height
 */
export function drawHistogram(pen, { bins, mean, median, max, none }, say) {
  const widest = Math.max(40, ...bins.map(({ from, to }) => Math.max(pen.widthOf(say.number(from), SIZE), pen.widthOf(say.number(to), SIZE)) + 16));
  const pad = Math.min(60, widest / 2);
  const width = pen.width - 2 * pad;
  const scale = histogramScale(bins, max, Math.max(1, Math.floor(width / widest)));
  const bottom = HEAD + PLOT;
  if (!scale) {
    pen.text(pen.width / 2, HEAD, none, { anchor: 'middle', fill: SOFT });
    return HEAD + FOOT;
  }
  const wide = width / scale.bars.length;
  scale.bars.forEach(({ from, to, count, share }, i) => {
    pen.group({ 'data-from': from, 'data-to': to, 'data-count': count }, () => {
      const height = share * (PLOT - 20);
      const bar = Math.min(wide - 2, 120);
      const x = pad + i * wide + (wide - bar) / 2;
      pen.rect(x, bottom - height, bar, height, { fill: hueOf(0), rx: 2 });
      if (count && wide >= pen.widthOf(say.count(count), SIZE)) pen.text(x + bar / 2, bottom - height - 5, say.count(count), { size: SIZE, anchor: 'middle', figure: true });
    });
  });
  pen.rect(pad, bottom, width, 2, { fill: INK });
  for (const { value, at } of scale.marks) pen.text(pad + at * width, bottom + 20, say.number(value), { size: SIZE, anchor: 'middle', fill: SOFT, figure: true });
  drawMark(pen, pad + scale.placeOf(mean) * width, 0, bottom, say.mean, { dashed: true, late: scale.placeOf(mean) > 0.6 });
  drawMark(pen, pad + scale.placeOf(median) * width, 32, bottom, say.median, { dashed: false, late: scale.placeOf(median) > 0.6 });
  return bottom + FOOT;
}

function drawMark(pen, x, y, bottom, text, { dashed, late }) {
  const wide = pen.widthOf(text, 15, true) + 16;
  pen.line(x, y, x, bottom, { 'stroke-width': 5, stroke: CARD });
  pen.line(x, y, x, bottom, { 'stroke-width': 2.5, 'stroke-dasharray': dashed ? '6 5' : undefined });
  const from = late ? x - wide - 6 : x + 6;
  pen.rect(from, y, wide, 26, { rx: 5, fill: dashed ? CARD : INK, stroke: INK, 'stroke-width': 1.5 });
  pen.middle(from + wide / 2, y, 26, text, { size: 15, bold: true, anchor: 'middle', fill: dashed ? INK : '#ffffff' });
}
