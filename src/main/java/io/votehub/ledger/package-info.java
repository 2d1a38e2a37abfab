/**
 * The ledger: adds ballots up, one ledger page for each open poll, in memory or in Redis.
 *
 * <p>In: batches of ballots. Out: receipts and tallies. Imports {@code poll}, {@code memory} and
 * {@code redis}. Start at {@link io.votehub.ledger.Ledger}.
 */
package io.votehub.ledger;
