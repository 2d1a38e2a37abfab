/**
 * Parses and validates numbers as people type them, in any script and with either decimal separator. The hub allows at most nine decimals,
 * at most 10^15 from zero, and multiples of the step from the minimum (or from 0). Computes with decimal digits, because in binary floating
 * point 0.3 is not a multiple of 0.1. Uses no DOM.
 */
const MAX_DECIMALS = 9;
const MAX_MAGNITUDE = 1e15;

// Invisible characters that software adds to numbers in right-to-left text, or that are copied with them.
const INVISIBLE = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Equivalents of signs in other scripts: `.` and `,` may be either separator, `D` only the decimal one, `'` only the group one. */
const EQUIVALENTS = new Map(
  Object.entries({ '-': '\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d', '+': '\uff0b', ':': '\uff1a', '.': '\uff0e\u3002', ',': '\uff0c\u060c', D: '\u066b', "'": "\u066c\u2019\u02bc\uff07'" }).flatMap(
    ([sign, typed]) => [...typed].map((each) => [each, sign]),
  ),
);
const SEPARATORS = /[.,' ]/g;
/** Groups of thousands, or in the Indian system thousands and then hundreds. */
const GROUPED = /^[1-9]\d{0,2}(?<by>[.,' ])\d{3}(\k<by>\d{3})*$|^[1-9]\d?(?<in>[,' ])\d{2}(\k<in>\d{2})*\k<in>\d{3}$/;

/** The format of the browser's language, whatever the language of the page. */
const inputFormat = new Intl.NumberFormat(globalThis.navigator?.languages?.[0], { maximumFractionDigits: MAX_DECIMALS, useGrouping: false });
const inputDecimalSign = inputFormat.formatToParts(1.5).find(({ type }) => type === 'decimal').value;

/** A number as the user would type it. */
export const formatForInput = (number) => inputFormat.format(number);

/**
 * Reads what a person typed: digits of any script, and either separator where only one reading is possible or acceptable.
 *
 * @param {string} typed
 * @param {(number: number) => boolean} accepts whether the field would take a number, which decides between two readings
 * @param {string} decimalSign the reader's own, which comes first where neither does
 * @returns {{number?: number, either?: [number, number]}} the number; or the two readings of an ambiguous text ("1.234"); or neither
 */
export function parseNumber(typed, accepts = () => true, decimalSign = inputDecimalSign) {
  const [, sign, text] = /^([+-]?) *(.*)$/.exec(toAsciiDigits(typed));
  const readings = [parseDecimals(text), parseWhole(text)].filter((digits) => digits !== null).map((digits) => Number(`${sign}${digits}`));
  if (text.includes(decimalSign) === false) readings.reverse();
  if (readings.length < 2) return { number: readings[0] };
  const accepted = readings.filter(accepts);
  return accepted.length === 2 ? { either: accepted } : { number: (accepted.length ? accepted : readings)[0] };
}

/** The typed text with the digits and signs of all scripts mapped to ASCII. */
export const toAsciiDigits = (typed) => [...typed.replace(INVISIBLE, '').trim()].map(toAscii).join('');

function toAscii(char) {
  if (/\p{Nd}/u.test(char)) return String(digitValue(char.codePointAt(0)));
  return /\p{Zs}/u.test(char) ? ' ' : (EQUIVALENTS.get(char) ?? char);
}

/** Unicode encodes the digits of a script as ten consecutive code points, starting with zero. */
function digitValue(codePoint) {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before % 10;
}

/** The digits if the last separator is the decimal one; null if it cannot be. */
function parseDecimals(text) {
  const at = text.search(/[.,D]\d*$/);
  if (at < 0) return null;
  const before = text.slice(0, at);
  if (before.includes(text[at])) return null;
  const whole = before === '' ? '' : parseWhole(before);
  const decimals = text.slice(at + 1);
  return whole === null || whole + decimals === '' ? null : `${whole || 0}.${decimals || 0}`;
}

/** The digits of a whole number, grouped or not; null if it is not one. */
function parseWhole(text) {
  if (/^\d+$/.test(text)) return text;
  return GROUPED.test(text) ? text.replace(SEPARATORS, '') : null;
}

/** The number of decimals of a number. */
export function decimals(number) {
  const [mantissa, exponent = '0'] = String(number).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

/**
 * Why the hub would refuse a number; null if it would not.
 * @returns {?{why: 'less'|'greater'|'step'|'decimals'|'far', below?: number, above?: number}} with 'step', the nearest multiples
 */
export function validateNumber(number, { min, max, step } = {}) {
  if (Math.abs(number) > MAX_MAGNITUDE) return { why: 'far' };
  if (decimals(number) > MAX_DECIMALS) return { why: 'decimals' };
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

/** The next multiple of the step, up or down, within the bounds; without a number, the first one. */
export function stepNumber(number, direction, { min, max, step = 1 } = {}) {
  const places = Math.max(decimals(step), decimals(min ?? 0), number == null ? 0 : decimals(number));
  const within = (value) => Math.min(max ?? Infinity, Math.max(min ?? -Infinity, Number(value.toFixed(Math.min(places, MAX_DECIMALS)))));
  if (number == null) return within(direction > 0 ? (min ?? 0) : (max ?? 0));
  const off = validateNumber(number, { min, step });
  if (off?.why === 'step') return within(direction > 0 ? off.above : off.below);
  return within(number + direction * step);
}
