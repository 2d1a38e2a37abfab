/**
 * Numbers as people type them, in any script and with either separator, and as the hub takes them: at most nine decimals, at most 10^15 from nothing, on
 * the step from the least one (or from 0). Reckons in decimal digits, because 0.3 is not a multiple of 0.1 for a machine. Knows no DOM.
 */
const MOST_DECIMALS = 9;
const FARTHEST = 1e15;

// Left in the text by what shows numbers among right-to-left words, and by copying.
const UNSEEN = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** What keyboards of the world type for a sign: `.` and `,` may be either separator, `D` only that of decimals, `'` only that of groups. */
const SIGNS = new Map(
  Object.entries({ '-': '\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d', '+': '\uff0b', ':': '\uff1a', '.': '\uff0e\u3002', ',': '\uff0c\u060c', D: '\u066b', "'": "\u066c\u2019\u02bc\uff07'" }).flatMap(
    ([sign, typed]) => [...typed].map((each) => [each, sign]),
  ),
);
const SEPARATORS = /[.,' ]/g;
/** Thousands, or as in India thousands and then hundreds. */
const GROUPED = /^[1-9]\d{0,2}(?<by>[.,' ])\d{3}(\k<by>\d{3})*$|^[1-9]\d?(?<in>[,' ])\d{2}(\k<in>\d{2})*\k<in>\d{3}$/;

/** The reader's own way, whatever the language of the page. */
const readersNumbers = new Intl.NumberFormat(globalThis.navigator?.languages?.[0], { maximumFractionDigits: MOST_DECIMALS, useGrouping: false });
const readersSign = readersNumbers.formatToParts(1.5).find(({ type }) => type === 'decimal').value;

/** A number as the reader would type it. */
export const spelled = (number) => readersNumbers.format(number);

/**
 * Reads what a person typed: digits of any script, and either separator where only one reading is possible or acceptable.
 *
 * @param {string} typed
 * @param {(number: number) => boolean} accepts whether the field would take a number, which decides between two readings
 * @param {string} decimalSign the reader's own, which comes first where neither does
 * @returns {{number?: number, either?: [number, number]}} the number; or the two that may be meant ("1.234"), for the reader to choose; or neither
 */
export function read(typed, accepts = () => true, decimalSign = readersSign) {
  const [, sign, text] = /^([+-]?) *(.*)$/.exec(inPlainDigits(typed));
  const readings = [withDecimals(text), withoutDecimals(text)].filter((digits) => digits !== null).map((digits) => Number(`${sign}${digits}`));
  if (text.includes(decimalSign) === false) readings.reverse();
  if (readings.length < 2) return { number: readings[0] };
  const accepted = readings.filter(accepts);
  return accepted.length === 2 ? { either: accepted } : { number: (accepted.length ? accepted : readings)[0] };
}

/** What was typed, with the digits and signs of all scripts as 0 to 9 and those that `read` knows. */
export const inPlainDigits = (typed) => [...typed.replace(UNSEEN, '').trim()].map(asPlain).join('');

function asPlain(char) {
  if (/\p{Nd}/u.test(char)) return String(digit(char.codePointAt(0)));
  return /\p{Zs}/u.test(char) ? ' ' : (SIGNS.get(char) ?? char);
}

/** Unicode keeps the digits of a script in runs of ten, from nought up. */
function digit(codePoint) {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before % 10;
}

/** Digits of which some stand after the last separator; null if that cannot be. */
function withDecimals(text) {
  const at = text.search(/[.,D]\d*$/);
  if (at < 0) return null;
  const before = text.slice(0, at);
  if (before.includes(text[at])) return null;
  const whole = before === '' ? '' : withoutDecimals(before);
  const decimals = text.slice(at + 1);
  return whole === null || whole + decimals === '' ? null : `${whole || 0}.${decimals || 0}`;
}

/** The digits of a whole number, grouped or not; null if it is none. */
function withoutDecimals(text) {
  if (/^\d+$/.test(text)) return text;
  return GROUPED.test(text) ? text.replace(SEPARATORS, '') : null;
}

/** How many decimals a number has when it is written down. */
export function decimals(number) {
  const [mantissa, exponent = '0'] = String(number).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

/**
 * Why the hub would not take a number; null if it would.
 * @returns {?{why: 'less'|'greater'|'step'|'decimals'|'far', below?: number, above?: number}} for a step, the numbers next to it
 */
export function fault(number, { min, max, step } = {}) {
  if (Math.abs(number) > FARTHEST) return { why: 'far' };
  if (decimals(number) > MOST_DECIMALS) return { why: 'decimals' };
  if (min != null && number < min) return { why: 'less' };
  if (max != null && number > max) return { why: 'greater' };
  if (step == null) return null;
  const places = Math.max(decimals(number), decimals(step), decimals(min ?? 0));
  const units = (value) => BigInt(value.toFixed(places).replace('.', ''));
  const base = units(min ?? 0);
  const size = units(step);
  const over = (((units(number) - base) % size) + size) % size;
  if (over === 0n) return null;
  const below = units(number) - over;
  const plain = (value) => Number(value) / 10 ** places;
  return { why: 'step', below: plain(below), above: plain(below + size) };
}

/** The next number on the step, up or down, within the bounds; from nothing, the one next to `start`. */
export function stepped(number, direction, { min, max, step = 1 } = {}) {
  const places = Math.max(decimals(step), decimals(min ?? 0), number == null ? 0 : decimals(number));
  const within = (value) => Math.min(max ?? Infinity, Math.max(min ?? -Infinity, Number(value.toFixed(Math.min(places, MOST_DECIMALS)))));
  if (number == null) return within(direction > 0 ? (min ?? 0) : (max ?? 0));
  const off = fault(number, { min, step });
  if (off?.why === 'step') return within(direction > 0 ? off.above : off.below);
  return within(number + direction * step);
}
