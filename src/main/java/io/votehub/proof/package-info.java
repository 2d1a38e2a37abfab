/**
 * What proves that a ballot is in a result: tags, and what is made of them.
 *
 * <p>In: marks of ballots and receipts. Out: the bytes that {@code docs/proof-format.md} describes,
 * so that programs written apart from this one agree. Imports {@code poll} for marks. Start reading
 * at {@link io.votehub.proof.TagHash}.
 */
package io.votehub.proof;
