/**
 * Normalizes text that people type in the same way as the hub's class Writing, so that lengths and repeated words are judged alike. The hub
 * decides. Uses no DOM.
 */
const REMOVED = /[\p{Cc}\p{Cs}\u202a-\u202e\u200b\u2060\ufeff\u00ad]+/gu;
/** Marks that control text direction; words have none, because they are compared. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u2066-\u2069]+/gu;
const MAX_OPEN_ISOLATES = 8;
const BLANK = /^[\p{Z}\u200c\u200d]+|[\p{Z}\u200c\u200d]+$/gu;
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;

/** One line in Unicode NFC, without control and direction-override characters, with single spaces. */
const normalizeLine = (raw) =>
  balanceIsolates(raw.normalize('NFC').replace(/\t/g, ' ').replace(REMOVED, '')).replace(/\p{Z}+/gu, ' ');

/** Closes all direction isolates, so that none reaches beyond the text; '' if nothing of the text is visible. */
function balanceIsolates(text) {
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (mark) => {
    const ends = mark === '\u2069';
    if (ends ? open === 0 : open === MAX_OPEN_ISOLATES) return '';
    open += ends ? -1 : 1;
    return mark;
  });
  const trimmed = kept.replace(BLANK, '');
  return trimmed.replace(DIRECTION_MARKS, '').replace(BLANK, '') ? trimmed + '\u2069'.repeat(open) : '';
}

/** A word or phrase in lower case. */
export const normalizeWord = (raw) => normalizeLine(normalizeLine(raw.split(LINE_BREAK).join(' ').replace(DIRECTION_MARKS, '')).toLowerCase().replace(/i\u0307+/g, 'i'));

const ZERO_WIDTH = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0100}-\u{e01ef}]+/gu;
const APOSTROPHES = /[\u2018\u2019\u201b\u02b9\u02bc\u2032`\u00b4\uff07\u05f3\ua78c]/g;

/** A key for comparison that is never shown: equal for texts that look the same to people. See the hub's class Folding. */
export const foldForComparison = (raw) =>
  raw
    .replace(ZERO_WIDTH, '')
    .replace(/(?<![\p{So}\p{Sk}])\u200d/gu, '')
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .split('\u0131')
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase().replaceAll('\u03c2', '\u03c3').replace(/i\u0307+/g, 'i'))
    .join('\u0131')
    .normalize('NFKC')
    .trim();

/** A text with its line breaks, and at most one empty line in a row. */
export const normalizeText = (raw) => raw.split(LINE_BREAK).map(normalizeLine).join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');

/** The length in code points, as the hub counts. */
export const codePointLength = (written) => [...written].length;
