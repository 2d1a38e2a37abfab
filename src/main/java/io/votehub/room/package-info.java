/**
 * The lifecycle of rooms and polls: drafts, transitions, moderation, expiry, and the scheduler that
 * closes timed polls and the driver of running orders.
 *
 * <p>In: requests of presenters. Out: changes to the store, the ledger and the fan-out. Imports
 * {@code count} for everything that touches votes. Start at {@link io.votehub.room.Rooms}, then
 * {@link io.votehub.room.Polls}.
 */
package io.votehub.room;
