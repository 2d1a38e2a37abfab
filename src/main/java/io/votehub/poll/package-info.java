/**
 * What is voted on and how votes become a result: rooms, polls, ballots, cells, tallies and the
 * voting methods.
 *
 * <p>In: plain Java values, as parsed from JSON. Out: ballots as bags of cells, and results read
 * from sums of cells. Imports the JDK alone; knows no network, no store and no clock. Start at
 * {@link io.votehub.poll.Method}.
 */
package io.votehub.poll;
