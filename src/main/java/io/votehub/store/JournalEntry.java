package io.votehub.store;

import io.votehub.poll.CastBallot;

/**
 * A ballot in the journal of its poll.
 *
 * @param rev its revision, the key
 * @param voter who cast it
 * @param ballot its canonical form as JSON text; empty for a withdrawal
 * @param at when it was recorded, UTC milliseconds since the epoch
 */
public record JournalEntry(long rev, String voter, String ballot, long at) {
  /** Whether this is a withdrawal: from here on no ballot of the voter stands. */
  public boolean isWithdrawal() {
    return ballot.equals(CastBallot.WITHDRAWN);
  }

  /** Whether both are the same ballot of the same voter, whenever they were recorded. */
  public boolean isSameBallot(JournalEntry other) {
    return voter.equals(other.voter) && ballot.equals(other.ballot);
  }
}
