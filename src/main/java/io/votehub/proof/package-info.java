/**
 * What a voter, a presenter and a stranger can check: tags, Merkle trees, canonical JSON, signed
 * notes and the archive of a sealed poll, to the byte as {@code docs/proof-format.md} describes
 * them, so that programs written apart from this one agree.
 *
 * <p>In: polls, ballots, marks and receipts. Out: tags, manifests, checkpoints, proofs and
 * archives, and what reads and verifies them. Imports {@code poll} and {@code json}; knows no store
 * and no network. Start reading at {@link io.votehub.proof.ProofArchive}.
 */
package io.votehub.proof;
