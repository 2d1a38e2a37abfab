package io.votehub.fanout;

import io.votehub.poll.Mark;

/**
 * A counted ballot, for the voter's other connections.
 *
 * @param run the run of the poll for which it counts
 * @param rev its revision; of two ballots the greater revision is the newer
 * @param ballot its canonical form as JSON text; empty where the voter took the ballot back
 * @param mark what the voter's client made up for it; null if it was cast without one
 * @param by the connection of this instance that cast it, which is not told; null if there is none
 */
public record CountedBallot(
    String voter, String poll, int run, long rev, String ballot, Mark mark, Object by) {}
