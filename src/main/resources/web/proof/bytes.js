/** Bytes as text and text as bytes; each has one spelling, and any other is a fault. */
import { Fault } from './fault.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text) => encoder.encode(text);

/** The text of UTF-8. */
export function textOf(bytes, code) {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Fault(code);
  }
}

export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

export const toBase64url = (bytes) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export function fromBase64(text, code) {
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    if (toBase64(bytes) === text) return bytes;
  } catch {
    // As below.
  }
  throw new Fault(code);
}

export function fromBase64url(text, code) {
  const bytes = fromBase64(text.replace(/-/g, '+').replace(/_/g, '/') + '='.repeat((4 - (text.length % 4)) % 4), code);
  if (toBase64url(bytes) !== text) throw new Fault(code);
  return bytes;
}

/** Negative, 0 or positive, by the order of bytes. */
export function compareBytes(one, other) {
  for (let i = 0; i < one.length && i < other.length; i++) if (one[i] !== other[i]) return one[i] - other[i];
  return one.length - other.length;
}

export const sameBytes = (one, other) => one.length === other.length && compareBytes(one, other) === 0;
