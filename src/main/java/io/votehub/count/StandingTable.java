package io.votehub.count;

import io.votehub.memory.TextTable;
import io.votehub.poll.Mark;
import io.votehub.store.JournalEntry;

/**
 * Of each voter what stands: the revision, and where that is wanted the whole entry, each distinct
 * ballot once. Voters are numbered. Used by one thread at a time.
 */
final class StandingTable {
  /** No revision is 0: counters begin at 1. */
  static final long NONE = 0;

  // The record of a voter.
  private static final int REV = 0;
  private static final int LENGTH = REV + Long.BYTES;
  private static final int BARE_BYTES = LENGTH + Integer.BYTES;
  private static final int BALLOT = BARE_BYTES;
  private static final int AT = BALLOT + Integer.BYTES;
  private static final int HIGH = AT + Long.BYTES;
  private static final int LOW = HIGH + Long.BYTES;
  private static final int WHOLE_BYTES = LOW + Long.BYTES;

  /** Beside the number of a ballot: whether it has a mark. */
  private static final int MARKED = 1 << 31;

  private final boolean whole;
  private final TextTable voters;
  private final TextTable ballots;

  /**
   * @param whole whether entries are kept, or only their revisions
   * @param memory takes what is kept
   */
  StandingTable(boolean whole, ReadMemory memory) {
    this.whole = whole;
    this.voters = new TextTable(whole ? WHOLE_BYTES : BARE_BYTES, memory::add);
    this.ballots = new TextTable(0, memory::add);
  }

  /** How many voters have a number, whether an entry of them stands or not. */
  int voters() {
    return voters.size();
  }

  /** The number of a voter, who gets one if there is none. */
  int add(String voter) {
    return voters.add(voter);
  }

  /** The number of a voter; -1 without one. */
  int find(String voter) {
    return voters.find(voter);
  }

  /** The revision of the entry that stands of a voter; {@link #NONE} without one. */
  long rev(int voter) {
    return voters.getLong(voter, REV);
  }

  /** The length of the standing ballot, in characters; 0 without one. */
  int length(int voter) {
    return voters.getInt(voter, LENGTH);
  }

  /** Whether the standing ballot is that one; only of whole entries. */
  boolean hasBallot(int voter, String ballot) {
    return rev(voter) != NONE && ballot(voter) == ballots.find(ballot);
  }

  /** Lets an entry stand. */
  void put(int voter, JournalEntry entry) {
    if (whole) {
      Mark mark = entry.mark();
      int ballot = ballots.add(entry.ballot());
      voters.putInt(voter, BALLOT, mark == null ? ballot : ballot | MARKED);
      voters.putLong(voter, AT, entry.at());
      voters.putLong(voter, HIGH, mark == null ? 0 : mark.high());
      voters.putLong(voter, LOW, mark == null ? 0 : mark.low());
    }
    voters.putLong(voter, REV, entry.rev());
    voters.putInt(voter, LENGTH, entry.ballot().length());
  }

  /** Lets no entry stand. */
  void clear(int voter) {
    voters.putLong(voter, REV, NONE);
    voters.putInt(voter, LENGTH, 0);
  }

  /** The id of a voter. */
  String voter(int voter) {
    return voters.text(voter);
  }

  /** The number of the standing ballot among the distinct ones; only of whole entries. */
  int ballot(int voter) {
    return voters.getInt(voter, BALLOT) & ~MARKED;
  }

  /** How many distinct ballots there were. */
  int ballots() {
    return ballots.size();
  }

  /** A distinct ballot. */
  String ballotText(int ballot) {
    return ballots.text(ballot);
  }

  /** The entry that stands of a voter; only of whole entries. */
  JournalEntry entry(int voter) {
    Mark mark =
        voters.getInt(voter, BALLOT) >= 0
            ? null
            : new Mark(voters.getLong(voter, HIGH), voters.getLong(voter, LOW));
    return new JournalEntry(
        rev(voter),
        voters.text(voter),
        ballots.text(ballot(voter)),
        voters.getLong(voter, AT),
        mark);
  }
}
