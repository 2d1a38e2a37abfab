package io.votehub.store;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import java.util.Objects;

/**
 * A ballot in the journal of its poll.
 *
 * @param rev its revision, the key
 * @param voter who cast it
 * @param ballot its canonical form as JSON text; empty for a withdrawal
 * @param at when it was recorded, UTC milliseconds since the epoch
 * @param mark what the voter's client made up for it; null if it was cast without one
 */
public record JournalEntry(long rev, String voter, String ballot, long at, Mark mark) {
  /** An entry without a mark. */
  public JournalEntry(long rev, String voter, String ballot, long at) {
    this(rev, voter, ballot, at, null);
  }

  /** Whether this is a withdrawal: from here on no ballot of the voter stands. */
  public boolean isWithdrawal() {
    return ballot.equals(CastBallot.WITHDRAWN);
  }

  /** Whether both are the same ballot of the same voter, whenever they were recorded. */
  public boolean isSameBallot(JournalEntry other) {
    return voter.equals(other.voter) && ballot.equals(other.ballot);
  }

  /**
   * Whether both are the same ballot with the same mark. Under one revision there is never another
   * mark, because the voter was told a tag of it.
   */
  public boolean isSameEntry(JournalEntry other) {
    return isSameBallot(other) && Objects.equals(mark, other.mark);
  }
}
