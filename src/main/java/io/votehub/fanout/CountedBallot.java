package io.votehub.fanout;

/**
 * A ballot of a voter that was counted, for the voter's other connections.
 *
 * @param run the run of the poll for which it counts
 * @param rev under which it stands; the greater one is the newer
 * @param ballot its canonical form as JSON text; empty where the voter took the ballot back
 * @param by the connection of this instance that cast it, which knows of it already; null where
 *     there is none
 */
public record CountedBallot(
    String voter, String poll, int run, long rev, String ballot, Object by) {}
