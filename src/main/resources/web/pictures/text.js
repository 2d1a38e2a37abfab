/** Widths and lines of text in pictures. Uses no DOM: a page passes the widths that its canvas measures. */
import { FONT } from './palette.js';

/** Characters of scripts that are as wide as they are high. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NARROW = /[iljtfrI.,:;'|!()\s]/;
/** The fonts of another computer may be wider than those of this one. */
const SPARE = 1.06;

/** The estimated width of a text. */
export function estimate(text, size, bold = false) {
  let ems = 0;
  for (const sign of text) ems += WIDE.test(sign) ? 1.05 : NARROW.test(sign) ? 0.32 : /[A-ZMWmw@%]/.test(sign) ? 0.76 : 0.57;
  return ems * size * (bold ? 1.08 : 1);
}

/** Measures text with a 2D context of a canvas. */
export const measureWith =
  (context) =>
  (text, size, bold = false) => {
    context.font = `${bold ? 700 : 400} ${size}px ${FONT}`;
    return context.measureText(text).width * SPARE;
  };

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemes = (text) => [...segmenter.segment(text)].map(({ segment }) => segment);

/** What lines may break between: words with the space behind them, and characters of scripts without spaces. */
const pieces = (text) => text.replace(/[^\S\u00a0]+/g, ' ').trim().match(/[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]|(?:[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]|\u00a0)+ ?/gu) ?? [];

/**
 * Breaks a text into lines.
 *
 * @param {(text: string) => number} widthOf the width of a text
 * @param {number} width of a line
 * @param {number} most lines; what is beyond them is cut off with an ellipsis
 */
export function wrap(text, widthOf, width, most = Infinity) {
  const lines = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (widthOf(line.trimEnd()) > width && graphemes(line.trimEnd()).length > 1) {
      const all = graphemes(line);
      let n = all.length - 1;
      while (n > 1 && widthOf(all.slice(0, n).join('')) > width) n--;
      lines.push(all.slice(0, n).join(''));
      line = all.slice(n).join('');
    }
  }
  if (line.trim()) lines.push(line.trimEnd());
  if (lines.length <= most) return lines.length ? lines : [''];
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), widthOf, width)];
}

/** The text, cut with an ellipsis if it is longer than a line. */
export function cut(text, widthOf, width) {
  if (widthOf(text) <= width) return text;
  const all = graphemes(text);
  let n = all.length - 1;
  while (n > 0 && widthOf(`${all.slice(0, n).join('').trimEnd()}…`) > width) n--;
  return `${all.slice(0, n).join('').trimEnd()}…`;
}
