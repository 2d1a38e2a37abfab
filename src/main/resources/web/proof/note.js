/** Keys, checkpoints (C2SP signed-note, tlog-checkpoint) and proofs (C2SP tlog-proof). */
import { compareBytes, fromBase64, sameBytes, textOf, utf8 } from './bytes.js';
import { Fault } from './fault.js';
import { sha256 } from './sha256.js';
import { rootOfPath } from './tree.js';

const ED25519 = 1;
const NAME = /^[^+\s\p{Z}\p{Cc}]{1,200}$/u;
const WHOLE = /^(0|[1-9]\d{0,14})$/;
const PROOF = 'c2sp.org/tlog-proof@v1';
const MOST_HASHES = 64;

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A public key from its line: {name, id, publicKey, text}. */
export function readKey(text) {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)\n$/.exec(text);
  if (!parts || !NAME.test(parts[1])) throw new Fault('key');
  const typed = fromBase64(parts[3], 'key');
  const id = sha256(utf8(`${parts[1]}\n`), typed).subarray(0, 4);
  if (typed.length !== 33 || typed[0] !== ED25519 || hex(id) !== parts[2]) throw new Fault('key');
  return { name: parts[1], id, publicKey: typed.subarray(1), text: text.trim() };
}

/** A checkpoint with one signature: {origin, size, root, body, signer, keyId, signature}. */
export function readCheckpoint(text) {
  const lines = text.split('\n');
  const [origin, size, rootText, empty, signed, end] = lines;
  const [dash, signer, encoded] = (signed ?? '').split(' ');
  if (lines.length !== 6 || empty || end || dash !== '—' || !NAME.test(signer) || !WHOLE.test(size) || signed !== `— ${signer} ${encoded}`) throw new Fault('checkpoint');
  const root = fromBase64(rootText, 'checkpoint');
  const bytes = fromBase64(encoded, 'checkpoint');
  if (root.length !== 32 || bytes.length !== 68) throw new Fault('checkpoint');
  return { origin, size: Number(size), root, body: lines.slice(0, 3).join('\n') + '\n', signer, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** Which poll and seal a checkpoint is of. */
export function sealOf({ origin }) {
  const parts = /^(.+)\/polls\/([^/]+)\/seals\/([1-9]\d*)$/.exec(origin);
  return parts ? { hub: parts[1], poll: parts[2], seal: Number(parts[3]) } : null;
}

/** The proof of a tag: {index, path, checkpoint}. */
export function readProof(bytes) {
  const text = typeof bytes === 'string' ? bytes : textOf(bytes, 'proof');
  const end = text.indexOf('\n\n');
  const [format, index, ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  if (end < 0 || format !== PROOF || !index?.startsWith('index ') || !WHOLE.test(index.slice(6)) || hashes.length > MOST_HASHES) throw new Fault('proof');
  const path = hashes.map((hash) => fromBase64(hash, 'proof'));
  if (path.some(({ length }) => length !== 32)) throw new Fault('proof');
  return { index: Number(index.slice(6)), path, checkpoint: readCheckpoint(text.slice(end + 2)) };
}

/** Whether a tag is in the tree of its proof, as a ballot. */
export function includes({ index, path, checkpoint }, tag) {
  const root = index >= 1 && rootOfPath(index, checkpoint.size, tag, path);
  return Boolean(root) && compareBytes(root, checkpoint.root) === 0;
}

/** Whether the key has signed the checkpoint; null where this browser cannot tell. */
export async function hasSigned(key, checkpoint) {
  if (key.name !== checkpoint.signer || !sameBytes(key.id, checkpoint.keyId)) return false;
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  try {
    const imported = await subtle.importKey('raw', key.publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, imported, checkpoint.signature, utf8(checkpoint.body));
  } catch (fault) {
    // Not every browser has Ed25519; a key that is no point is refused by those that have it.
    return fault.name === 'NotSupportedError' ? null : false;
  }
}
