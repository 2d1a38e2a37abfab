/**
 * The life of rooms and polls: drafts, transitions from state to state, moderation, expiry, and the
 * scheduler that closes timed polls.
 *
 * <p>In: what presenters ask for. Out: changes to the store, the ledger and the fan-out. Imports
 * {@code count} for everything that touches votes. Start at {@link io.votehub.room.Rooms}, then
 * {@link io.votehub.room.Polls}.
 */
package io.votehub.room;
