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
  /** Whether the voter took the ballot back, so that none stands from here on. */
  public boolean takesBack() {
    return ballot.equals(CastBallot.TAKEN_BACK);
  }

  /** Whether both are the same ballot of the same voter, whenever they were recorded. */
  public boolean isSameBallot(JournalEntry other) {
    return voter.equals(other.voter) && ballot.equals(other.ballot);
  }
}
