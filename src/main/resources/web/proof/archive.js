/** The archive, which has exactly one form: reads its files, and builds it anew to compare. */
import { sameBytes, utf8 } from './bytes.js';
import { Unreadable } from './fault.js';

const NAMES = ['manifest.json', 'tags.txt', 'checkpoint.txt', 'key.txt', 'ballots.ndjson'];
const NEEDED = 4;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DATE = 0x0021;

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes) {
  let crc = ~0;
  for (let i = 0; i < bytes.length; i++) crc = CRC[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The contents of the files by name; Unreadable if the archive has another form in any of its bytes. */
export function readArchive(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const files = {};
  let at = 0;
  for (const name of NAMES) {
    const start = at + 30 + name.length;
    if (start > bytes.length || view.getUint32(at, true) !== LOCAL) break;
    const end = start + view.getUint32(at + 22, true);
    if (end > bytes.length) break;
    files[name] = bytes.subarray(start, end);
    at = end;
  }
  if (Object.keys(files).length < NEEDED || !sameBytes(buildArchive(files), bytes)) throw new Unreadable();
  return files;
}

/** The archive of these files. */
export function buildArchive(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const common = [[2, 10], [2, 0], [2, 0], [2, 0], [2, DATE], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
    local.push(numbers([[4, LOCAL], ...common]), utf8(name), content);
    central.push(numbers([[4, CENTRAL], [2, 10], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), utf8(name));
    offset += 30 + name.length + content.length;
  }
  const many = Object.keys(files).length;
  const end = numbers([[4, END], [2, 0], [2, 0], [2, many], [2, many], [4, lengthOf(central)], [4, offset], [2, 0]]);
  return joined([...local, ...central, end]);
}

const lengthOf = (parts) => parts.reduce((sum, { length }) => sum + length, 0);

function joined(parts) {
  const bytes = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Numbers of so many bytes each, the lowest first. */
function numbers(fields) {
  return Uint8Array.from(fields.flatMap(([length, value]) => Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) & 255)));
}
