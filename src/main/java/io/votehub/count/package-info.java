/**
 * The way of a vote through ledger and store, and the life of rooms and polls: batches, receipts,
 * rebuild, close, recount, clock.
 *
 * <p>In: batches of votes over the event bus, and the presenter's wishes. Out: receipts, tallies
 * and changes to the fan-out. Imports {@code poll}, {@code json}, {@code memory}, {@code protocol},
 * {@code limit}, {@code ledger}, {@code store} and {@code fanout}. Start at {@link
 * io.votehub.count.Counter}.
 */
package io.votehub.count;
