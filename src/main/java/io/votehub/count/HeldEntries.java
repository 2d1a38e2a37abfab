package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import java.util.Arrays;
import java.util.function.Consumer;

/** The entries that stand, in memory and in the order of the journal. Safe from any thread. */
final class HeldEntries {
  private final StandingTable table;
  private final int[] order;
  private final HeldMemory memory;

  /**
   * @param table with whole entries
   * @param ascending the revisions that stand in it
   * @param memory what both take, returned by {@link #close}
   */
  HeldEntries(StandingTable table, long[] ascending, HeldMemory memory) {
    this.table = table;
    this.memory = memory;
    this.order = new int[ascending.length];
    for (int voter = 0; voter < table.voters(); voter++) {
      if (table.rev(voter) != StandingTable.NONE) {
        order[Arrays.binarySearch(ascending, table.rev(voter))] = voter;
      }
    }
  }

  void visit(Consumer<JournalEntry> visitor) {
    for (int voter : order) {
      visitor.accept(table.entry(voter));
    }
  }

  /** Visits each distinct ballot once, in no particular order. */
  void visitBallots(BallotVisitor visitor) {
    long[] weights = new long[table.ballots()];
    for (int voter : order) {
      weights[table.ballot(voter)] += VoterId.weight(table.voter(voter));
    }
    for (int ballot = 0; ballot < weights.length; ballot++) {
      if (weights[ballot] > 0) {
        visitor.visit(table.ballotText(ballot), weights[ballot]);
      }
    }
  }

  /** Returns the memory; may be called more than once. */
  void close() {
    memory.close();
  }
}
