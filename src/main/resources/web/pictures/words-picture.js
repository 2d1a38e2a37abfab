/** Words in a picture, the larger the more voters gave them. Uses no DOM. */
import { layoutCloud } from '../charts/word-cloud-layout.js';
import { SOFT, hueOf } from './palette.js';

const LARGEST = 62;
const MIN_ASPECT = 2;

/**
 * @param {{word: string, votes: number}[]} words most votes first
 * @param {string} none what is said without words
 * @returns {number} the height
 */
export function drawWords(pen, words, none) {
  if (!words.length) {
    pen.text(pen.width / 2, 40, none, { anchor: 'middle', fill: SOFT });
    return 60;
  }
  const { places, factor, width, height } = layoutCloud(words, new Map(), (word) => pen.widthOf(word, 1000, true) / 1000, MIN_ASPECT);
  const scale = Math.min(LARGEST, pen.width / width);
  const tall = Math.max(height * scale, 80);
  words.forEach(({ word, votes }, i) => {
    const { x, y, size } = places.get(word);
    const letters = size * factor * scale;
    pen.text(pen.width / 2 + x * scale, tall / 2 + y * scale + letters * 0.34, word, {
      size: letters,
      bold: true,
      anchor: 'middle',
      fill: hueOf([0, 2, 5, 1, 3][i % 5]),
      'data-word': word,
      'data-votes': votes,
    });
  });
  return tall;
}
