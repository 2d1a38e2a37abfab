/**
 * Verifies what a hub has sealed, without a hub: archives, and proofs of single ballots.
 *
 * <p>In: the bytes of an archive or a proof, as {@code docs/proof-format.md} describes them, and
 * the key that its user trusts. Out: sentences about what holds and what does not. Imports {@code
 * proof}, and {@code method} to count ballots anew. Start reading at {@link
 * io.votehub.verify.ArchiveVerifier}.
 */
package io.votehub.verify;
