package io.votehub.ledger;

import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A poll's ledger page, as rebuilt from the store.
 *
 * @param epoch its epoch, raised in the store for this page alone
 * @param state {@code OPEN}, or {@code CLOSING} if the poll takes no more ballots
 * @param terms the rules by which ballots are accepted
 * @param standing the standing ballots by voter
 */
public record Page(int epoch, PollState state, Terms terms, Map<String, Standing> standing) {
  /**
   * @param run the run of the poll; ballots of another run are refused
   * @param change whether a voter may replace the ballot
   * @param closesAt when the poll closes by itself, UTC milliseconds since the epoch; empty without
   *     a time limit
   * @param graceMs how long after that votes still count
   * @param maxCells the greatest number of cells in a tally
   */
  public record Terms(int run, boolean change, OptionalLong closesAt, int graceMs, int maxCells) {}

  /** A durable ballot under its revision. */
  public record Standing(long rev, CastBallot cast) {}
}
