package io.votehub.fanout;

/**
 * A counted ballot, for the voter's other connections.
 *
 * @param run the run of the poll for which it counts
 * @param rev its revision; of two ballots the greater revision is the newer
 * @param ballot its canonical form as JSON text; empty where the voter took the ballot back
 * @param by the connection of this instance that cast it, which is not told; null if there is none
 */
public record CountedBallot(
    String voter, String poll, int run, long rev, String ballot, Object by) {}
