/** Checks that a voter's own ballot is in a sealed result: what the phone does, and nothing that needs an archive. */
import { fromBase64url, toBase64url } from './bytes.js';
import { includes, readProof, sealOf } from './note.js';
import { tagOf } from './tree.js';

const NO_MARK = new Uint8Array(0);

/** The tag of a ballot as text. */
export const tagText = (poll, mark, receipt) => toBase64url(tagOf(poll, mark ? fromBase64url(mark, 'mark') : NO_MARK, receipt));

/**
 * Whether a proof shows that a ballot is in a poll's sealed result; the reason if not: 'proof' (it cannot be read), 'other-poll' or
 * 'included'. Who signed is checked by verify.js, and by whoever compares what the hub showed to others.
 *
 * @param {string} text the proof as the hub gave it
 * @param {string} poll its id
 * @param {string} tag the ballot's tag, as text
 * @returns {{fault: ?string, seal: ?number, root: ?string, size: ?number}}
 */
export function checkInclusion(text, poll, tag) {
  try {
    const proof = readProof(text);
    const seal = sealOf(proof.checkpoint);
    const found = { seal: seal?.seal ?? null, root: toBase64url(proof.checkpoint.root), size: proof.checkpoint.size };
    if (seal?.poll !== poll) return { fault: 'other-poll', ...found };
    return { fault: includes(proof, fromBase64url(tag, 'proof')) ? null : 'included', ...found };
  } catch {
    return { fault: 'proof', seal: null, root: null, size: null };
  }
}
