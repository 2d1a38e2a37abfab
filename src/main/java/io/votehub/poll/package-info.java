/**
 * What is voted on: rooms, polls, options, ballots, receipts and tallies, and the refusals of the
 * contract.
 *
 * <p>Imports the JDK alone; knows no network, no store and no clock. Start at {@link
 * io.votehub.poll.Poll}.
 */
package io.votehub.poll;
