/**
 * What is voted on: rooms, polls, options, ballots, receipts and tallies, and the refusals of the
 * contract.
 *
 * <p>Imports only the JDK; knows no network, store or clock. Start at {@link io.votehub.poll.Poll}.
 */
package io.votehub.poll;
