/**
 * What people write, in the form in which the hub keeps it, so that lengths and repeated words are judged as the hub judges them. The hub
 * has the last word: see its class Writing. Knows no DOM.
 */
const UNWANTED = /[\p{Cc}\p{Cs}\u202a-\u202e\u200b\u2060\ufeff\u00ad]+/gu;
/** They direct text; words are compared, and have none. */
const DIRECTING = /[\u200e\u200f\u061c\u2066-\u2069]+/gu;
const MOST_OPEN = 8;
const BLANK = /^[\p{Z}\u200c\u200d]+|[\p{Z}\u200c\u200d]+$/gu;
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;

/** One line: composed, without what has no room or turns the direction of its neighbours, with single spaces. */
const line = (raw) =>
  closed(raw.normalize('NFC').replace(/\t/g, ' ').replace(UNWANTED, '')).replace(/\p{Z}+/gu, ' ');

/** With as many ends of isolates as there are beginnings, so that none reaches beyond the text; empty if it shows nothing. */
function closed(text) {
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (mark) => {
    const ends = mark === '\u2069';
    if (ends ? open === 0 : open === MOST_OPEN) return '';
    open += ends ? -1 : 1;
    return mark;
  });
  const trimmed = kept.replace(BLANK, '');
  return trimmed.replace(DIRECTING, '').replace(BLANK, '') ? trimmed + '\u2069'.repeat(open) : '';
}

/** A word or phrase, matched without regard to case. */
export const word = (raw) => line(line(raw.split(BREAK).join(' ').replace(DIRECTING, '')).toLowerCase().replace(/i\u0307+/g, 'i'));

const WITHOUT_WIDTH = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0100}-\u{e01ef}]+/gu;
const APOSTROPHE = /[\u2018\u2019\u201b\u02b9\u02bc\u2032`\u00b4\uff07\u05f3\ua78c]/g;

/** What is compared, never shown: the same for texts that are the same to people. See the hub's class Folding. */
export const folded = (raw) =>
  raw
    .replace(WITHOUT_WIDTH, '')
    .replace(/(?<![\p{So}\p{Sk}])\u200d/gu, '')
    .replace(APOSTROPHE, "'")
    .normalize('NFKC')
    .split('\u0131')
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase().replaceAll('\u03c2', '\u03c3').replace(/i\u0307+/g, 'i'))
    .join('\u0131')
    .normalize('NFKC')
    .trim();

/** A text with its line breaks, and never more than one empty line. */
export const text = (raw) => raw.split(BREAK).map(line).join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');

/** Characters as people and the hub count them: code points. */
export const length = (written) => [...written].length;
