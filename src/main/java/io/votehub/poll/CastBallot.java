package io.votehub.poll;

import java.util.List;

/**
 * A ballot cast by a voter and ready to be counted, or the withdrawal of the voter's standing
 * ballot.
 *
 * @param voter id of the voter
 * @param run the run of the poll that the ballot is for; it does not count in any other
 * @param ballot canonical form as JSON text; {@link #WITHDRAWN} for a withdrawal
 * @param cells the cells that the ballot increments by the voter's {@linkplain VoterId#weight
 *     weight}
 * @param at when the hub read it, UTC milliseconds since the epoch
 * @param mark what the voter's client made up for it, which is no part of the ballot: ballots are
 *     compared without it; null if it was cast without one, and for a withdrawal
 * @param followed whom to tell how far the vote has come; null unless votes are followed
 */
public record CastBallot(
    String voter,
    int run,
    String ballot,
    List<String> cells,
    long at,
    Mark mark,
    FollowedVote followed) {
  /** Stands for a withdrawal, here and in the journal: no ballot of the voter stands afterwards. */
  public static final String WITHDRAWN = "";

  private static final int BASE_BYTES = 256;
  private static final int CELL_BYTES = 64;

  /** A ballot without a mark that is not followed. */
  public CastBallot(String voter, int run, String ballot, List<String> cells, long at) {
    this(voter, run, ballot, cells, at, null);
  }

  /** A ballot that is not followed. */
  public CastBallot(String voter, int run, String ballot, List<String> cells, long at, Mark mark) {
    this(voter, run, ballot, cells, at, mark, null);
  }

  /** The same ballot, followed on its way. */
  public CastBallot followedBy(FollowedVote follower) {
    return new CastBallot(voter, run, ballot, cells, at, mark, follower);
  }

  /** The same ballot with a mark; a withdrawal stays without. */
  public CastBallot withMark(Mark made) {
    return isWithdrawal() ? this : new CastBallot(voter, run, ballot, cells, at, made, followed);
  }

  /** The withdrawal of a ballot. */
  public static CastBallot withdrawal(String voter, int run, long at) {
    return new CastBallot(voter, run, WITHDRAWN, List.of(), at);
  }

  /** Whether this is a withdrawal. */
  public boolean isWithdrawal() {
    return ballot.equals(WITHDRAWN);
  }

  /** How much the ballot adds to each of its cells. */
  public long weight() {
    return VoterId.weight(voter);
  }

  /** Estimated heap size in bytes while the ballot waits to be counted; rather too high. */
  public int bytes() {
    int bytes = BASE_BYTES + 2 * ballot.length() + CELL_BYTES * cells.size();
    for (String cell : cells) {
      bytes += 2 * cell.length();
    }
    return bytes;
  }
}
