/**
 * The way of a vote through ledger and store: counter, queue, batch writer, rebuild, recount,
 * closing.
 *
 * <p>In: batches of votes over the event bus. Out: receipts, and tallies to the fan-out. Start at
 * {@link io.votehub.count.Counter}.
 */
package io.votehub.count;
