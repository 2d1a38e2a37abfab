package io.votehub.store;

import io.votehub.poll.CastBallot;

/**
 * A ballot in the journal of its poll.
 *
 * @param rev its revision, the key
 * @param voter who cast it
 * @param ballot its canonical form as JSON text; empty where the voter took the ballot back
 * @param at when it was recorded, UTC milliseconds since the epoch
 */
public record JournalEntry(long rev, String voter, String ballot, long at) {
  /** Whether from here on none of the voter's ballots stands. */
  public boolean takesBack() {
    return ballot.equals(CastBallot.TAKEN_BACK);
  }

  /** Whether it is the same ballot of the same voter, whenever it was recorded. */
  public boolean isSameBallot(JournalEntry other) {
    return voter.equals(other.voter) && ballot.equals(other.ballot);
  }
}
