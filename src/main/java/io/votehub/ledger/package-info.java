/**
 * Who may vote, the sums, and the cutoff: one atomic step for each batch of ballots.
 *
 * <p>In: batches of cast ballots with their cells. Out: receipts with revisions, and tallies.
 * Imports {@code poll} and {@code memory}. Fast and forgetful: what must last is in the store, and
 * a lost ledger is rebuilt from there. Start at {@link io.votehub.ledger.Ledger}.
 */
package io.votehub.ledger;
