/**
 * Finds the number whose SHA-256 together with the salt is the challenge. Posts the number, or null if there is none up to `maxnumber`.
 * It computes the hash itself: browsers have no `crypto.subtle` without https, as in a local network, and a call for each number is slow.
 */
const K = new Uint32Array(64);
const START = new Uint32Array(8);
{
  // The first 32 bits of the fractional parts of the cube and square roots of the first primes (FIPS 180-4).
  const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  for (let candidate = 2, found = 0; found < 64; candidate++) {
    let prime = true;
    for (let i = 2; i * i <= candidate; i++) if (candidate % i === 0) prime = false;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(candidate));
    K[found++] = fraction(Math.cbrt(candidate));
  }
}
const w = new Int32Array(64);

/** Continues the hash `state` with one block of 64 bytes, into `out`. */
function compress(state, view, offset, out) {
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  out[0] = state[0] + a;
  out[1] = state[1] + b;
  out[2] = state[2] + c;
  out[3] = state[3] + d;
  out[4] = state[4] + e;
  out[5] = state[5] + f;
  out[6] = state[6] + g;
  out[7] = state[7] + h;
}

/** The number from 0 to `max` for which SHA-256(salt + number) is `challenge`, in hexadecimal digits; null if there is none. */
function search({ challenge, salt, maxnumber }) {
  const target = Uint32Array.from({ length: 8 }, (_, i) => parseInt(challenge.slice(i * 8, i * 8 + 8), 16));
  const prefix = new TextEncoder().encode(salt);
  const whole = prefix.length - (prefix.length % 64);
  // The blocks that hold nothing but salt are hashed once.
  const begun = Uint32Array.from(START);
  const saltView = new DataView(prefix.buffer);
  for (let offset = 0; offset < whole; offset += 64) compress(begun, saltView, offset, begun);
  const rest = prefix.length - whole;
  const tail = new Uint8Array(128);
  const view = new DataView(tail.buffer);
  const hash = new Uint32Array(8);
  for (let number = 0; number <= maxnumber; number++) {
    const digits = String(number);
    const end = rest + digits.length;
    tail.fill(0);
    tail.set(prefix.subarray(whole));
    for (let i = 0; i < digits.length; i++) tail[rest + i] = digits.charCodeAt(i);
    tail[end] = 0x80;
    const blocks = end + 9 > 64 ? 2 : 1;
    view.setUint32(blocks * 64 - 4, (whole + end) * 8);
    compress(begun, view, 0, hash);
    if (blocks === 2) compress(hash, view, 64, hash);
    if (hash[0] === target[0] && hash.every((word, i) => word === target[i])) return number;
  }
  return null;
}

onmessage = ({ data }) => postMessage(search(data));
