package io.votehub.poll;

/**
 * The ballot that stands for a voter on a poll.
 *
 * @param rev its revision
 * @param ballot its canonical form as JSON text
 * @param mark what the voter's client made up for it; null if it was cast without one
 */
public record StandingBallot(long rev, String ballot, Mark mark) {
  /** A ballot without a mark. */
  public StandingBallot(long rev, String ballot) {
    this(rev, ballot, null);
  }

  /** The same in another form. */
  public StandingBallot withBallot(String shown) {
    return new StandingBallot(rev, shown, mark);
  }
}
