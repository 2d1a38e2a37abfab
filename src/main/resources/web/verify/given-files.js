/** Reads what somebody gives the page: an archive, or the proof of one ballot with its tag. */
import { fromBase64url } from '../proof/bytes.js';
import { Fault, Unreadable } from '../proof/fault.js';
import { readProof } from '../proof/note.js';
import { verifyArchive, verifyProof } from '../proof/verify.js';

/** Larger files make a phone's browser give up. */
const MOST_BYTES = 256 * 1024 * 1024;
const ZIP = [0x50, 0x4b];

/** Whether a file begins as an archive does. */
export const isArchive = (bytes) => ZIP.every((byte, i) => bytes[i] === byte);

/** The bytes of a file. */
export async function readFile(file) {
  if (file.size > MOST_BYTES) throw new Unreadable();
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * Verifies what was given.
 *
 * @param {{bytes: Uint8Array, key: string, tag: string}} given `key` and `tag` may be empty
 * @returns {Promise<{kind: 'true'|'false'|'unreadable'|'tag', findings: object[], manifest?: object, checkpoint?: object}>} 'tag': it needs one
 */
export async function verifyGiven({ bytes, key, tag }) {
  try {
    const trusted = key.trim() || null;
    if (!isArchive(bytes) && isProof(bytes) && !tag.trim()) return { kind: 'tag', findings: [] };
    const found = isArchive(bytes) ? await verifyArchive(bytes, trusted) : await verifyProof(bytes, tagBytes(tag), trusted);
    return { ...found, kind: found.holds ? 'true' : 'false' };
  } catch (fault) {
    if (fault instanceof Unreadable) return { kind: 'unreadable', findings: [] };
    throw fault;
  }
}

function isProof(bytes) {
  try {
    readProof(bytes);
    return true;
  } catch (fault) {
    if (fault instanceof Fault) return false;
    throw fault;
  }
}

function tagBytes(text) {
  try {
    return fromBase64url(text.trim(), 'tag');
  } catch {
    throw new Unreadable();
  }
}
