/**
 * Durable storage of rooms, polls, and the journal of ballots; the authority on what counts.
 *
 * <p>In: rooms, polls and batches of ballots. Out: the same, after any crash. Imports {@code
 * files}, {@code poll}, {@code json} and {@code logging}. Start at {@link io.votehub.store.Store}.
 */
package io.votehub.store;
