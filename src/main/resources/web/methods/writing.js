/**
 * What people write, in the form in which the hub keeps it, so that lengths and repeated words are judged as the hub judges them. The hub
 * has the last word: see its class Writing. Knows no DOM.
 */
const UNWANTED = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad]+/gu;
const BLANK = /^[\p{Z}\u200c\u200d]+|[\p{Z}\u200c\u200d]+$/gu;
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;

/** One line: composed, without what has no room or turns directions, with single spaces. */
const line = (raw) =>
  raw.normalize('NFC').replace(/\t/g, ' ').replace(UNWANTED, '').replace(BLANK, '').replace(/\p{Z}+/gu, ' ');

/** A word or phrase, matched without regard to case. */
export const word = (raw) => line(line(raw.split(BREAK).join(' ')).toLowerCase().replace(/i\u0307+/g, 'i'));

/** A text with its line breaks, and never more than one empty line. */
export const text = (raw) => raw.split(BREAK).map(line).join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');

/** Characters as people and the hub count them: code points. */
export const length = (written) => [...written].length;
