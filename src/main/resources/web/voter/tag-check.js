/**
 * Checks on the voter's page that the tag of a ballot follows from the page's mark and the hub's receipt. Loaded once a ballot has a tag.
 * It computes the hash itself, since browsers do not without https, as in a local network.
 */
import { isTagRight, proofOf } from '../hub/proofs.js';
import { sha256 } from '../proof/sha256.js';

export async function checkTag({ ballots }, pollId) {
  const proof = proofOf(ballots, pollId);
  if (!proof || (await isTagRight(proof, async (bytes) => sha256(bytes))) !== false) return;
  await import('../i18n/tag.js');
  ballots.hasWrongTag(pollId, proof.receipt);
}
