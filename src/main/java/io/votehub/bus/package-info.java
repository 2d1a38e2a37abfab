/**
 * The messages between the verticles of one instance, over its event bus: batches of votes and
 * their receipts, queries for a room or a voter's ballots, and the codec that passes them by
 * reference.
 *
 * <p>Imports {@code poll}, {@code method}, {@code json} and {@code protocol}. Start at {@link
 * io.votehub.bus.VoteBatch}.
 */
package io.votehub.bus;
