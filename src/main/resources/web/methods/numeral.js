/**
 * Numbers as people type them, with a comma or a point, and as the hub takes them: at most nine decimals, at most 10^15 from nothing, on
 * the step from the least one (or from 0). Reckons in decimal digits, because 0.3 is not a multiple of 0.1 for a machine. Knows no DOM.
 */
const MOST_DECIMALS = 9;
const FARTHEST = 1e15;

/**
 * @param {string} typed
 * @param {'.'|','} decimalSign how the reader's language writes decimals; the other sign groups thousands only if it stands so
 * @returns {?number} null for what is no number
 */
export function parse(typed, decimalSign = '.') {
  const groupSign = decimalSign === '.' ? ',' : '.';
  let text = typed.trim().replace(/[\u2212\u2013]/g, '-').replace(/[\s\u00a0\u202f'’]/g, '');
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${groupSign}\\d{3})+(\\${decimalSign}\\d*)?$`);
  const both = text.includes(',') && text.includes('.');
  // "1,5" is one and a half also to who writes "1.5"; "1,500" is not.
  if (grouped.test(text)) text = text.replaceAll(groupSign, '');
  else if (both) return null;
  text = text.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
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
