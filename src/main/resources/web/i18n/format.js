/** Formats numbers, shares and times in the reader's language. */
import { isolated, locale } from './index.js';

const whole = new Intl.NumberFormat(locale);
const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 9, useGrouping: false });
const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const signedDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const list = new Intl.ListFormat(locale, { type: 'conjunction' });

export const formatNumber = (n) => whole.format(n ?? 0);

/** A number with up to two decimals. */
export const formatDecimal = (n) => decimal.format(n);

/** The same, with a plus sign if it is positive. */
export const formatSignedDecimal = (n) => signedDecimal.format(n);

/** A number with all its decimals, as people type it. */
export const formatExact = (n) => exact.format(n);

/** A score; if `isSigned`, positive ones have a plus sign. */
export const formatSigned = (n, isSigned) => (isSigned ? signed : whole).format(n);

/**
 * A share as a whole percentage; a share above zero never reads 0 %, and one below all never 100 %.
 *
 * @param whole the percentage, if shares that are shown together must add up to 100: see methods/percentages.js
 */
export function formatShare(share = 0, whole = Math.round(share * 100)) {
  if (share > 0 && whole < 1) return `<${percent.format(0.01)}`;
  return share < 1 && whole >= 100 ? `>${percent.format(0.99)}` : percent.format(whole / 100);
}

export const formatTime = (at) => clock.format(at);
export const formatSeconds = (ms) => oneDecimal.format(ms / 1000);
export const formatList = (words) => list.format(words.map(isolated));

/** Time left as m:ss; rounded up, so that 0:00 means over. */
export function formatLeft(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

/** A time left that may be hours: 1:05:00, or 9:59. */
export function formatLongLeft(ms) {
  const minutes = Math.floor(Math.ceil(ms / 1000) / 60);
  return minutes < 60 ? formatLeft(ms) : `${Math.floor(minutes / 60)}:${formatLeft(ms - Math.floor(minutes / 60) * 3_600_000).padStart(5, '0')}`;
}

/** An option's letter: A to Z, then AA, AB, … */
export function letter(index) {
  return (index >= 26 ? letter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** A receipt short enough to read aloud. */
export function shortReceipt(receipt) {
  const plain = String(receipt).replace(/[^0-9a-z]/gi, '').toUpperCase();
  return plain.length > 8 ? `${plain.slice(-8, -4)}-${plain.slice(-4)}` : plain;
}
