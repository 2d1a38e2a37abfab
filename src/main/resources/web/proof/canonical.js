/** Canonical JSON (RFC 8785). A number that no double tells exactly is text in it. */
import { textOf, utf8 } from './bytes.js';
import { Fault } from './fault.js';

/** The canonical text of a value. Names are sorted by UTF-16 units, which is how JavaScript sorts. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** The value of JSON in canonical form. */
export function readCanonical(bytes, code, values) {
  const text = textOf(bytes, code);
  try {
    const value = JSON.parse(text);
    // A lone surrogate would be written as an escape that UTF-8 cannot have.
    if (canonical(value) === text && !/\\ud[89a-f]/.test(text.replace(/\\\\/g, ''))) return value;
  } catch {
    // As below.
  }
  throw new Fault(code, values);
}

/** A decimal, a whole number of `10 ** -places`, as a value of JSON. */
export function decimal(units, places) {
  const text = decimalText(units, places);
  const near = Number(text);
  return plainText(near) === text ? near : text;
}

/** A decimal in plain notation without trailing zeros. */
function decimalText(units, places) {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return (units < 0n ? '-' : '') + whole + (places && fraction ? `.${fraction}` : '');
}

/** The decimal that a double's shortest spelling tells, in plain notation. */
function plainText(number) {
  const { units, places } = unitsOf(String(number));
  return decimalText(units, places);
}

/** A decimal's text as a whole number of `10 ** -places`. */
export function unitsOf(text) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (!parts || text.length > 60) throw new Error('no decimal');
  const [, sign, whole, fraction = '', exponent = '0'] = parts;
  const places = fraction.length - Number(exponent);
  if (Math.abs(places) > 400) throw new Error('no decimal');
  const units = BigInt(whole + fraction) * (places < 0 ? 10n ** BigInt(-places) : 1n);
  return { units: sign ? -units : units, places: Math.max(places, 0) };
}

/** The double closest to a quotient of whole numbers. */
export function quotient(numerator, denominator) {
  if (numerator < 0n) return -quotient(-numerator, denominator);
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  if (numerator <= limit && denominator <= limit) return Number(numerator) / Number(denominator);
  // Forty digits decide, as they do for the hub.
  const digits = String(numerator / denominator).length;
  const places = BigInt(Math.max(40 - digits, 0));
  return Number(`${(numerator * 10n ** places) / denominator}e-${places}`);
}

export const bytesOf = (value) => utf8(canonical(value));
