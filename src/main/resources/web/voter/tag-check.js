/**
 * Checks on the voter's page that the tag of a ballot follows from the page's mark and the hub's receipt. Loaded once a ballot has a tag.
 * Without a secure context the browser computes no hashes, and nothing is said.
 */
import { isTagRight, proofOf } from '../hub/proofs.js';

export async function checkTag({ ballots }, pollId) {
  const proof = proofOf(ballots, pollId);
  if (!proof || (await isTagRight(proof)) !== false) return;
  await import('../i18n/tag.js');
  ballots.hasWrongTag(pollId, proof.receipt);
}
