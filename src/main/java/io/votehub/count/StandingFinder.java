package io.votehub.count;

import io.votehub.store.JournalEntry;
import java.util.Optional;

/**
 * Finds in one reading of a journal the entries that stand, of the voters in one partition. Keeps
 * of each voter one revision, in about fifty bytes beside the id, and the entry itself where that
 * is wanted.
 */
final class StandingFinder extends StandingFold {
  private final StandingTable table;
  private final ReadMemory memory;
  private final boolean earliest;
  private int count;
  private long chars;

  /**
   * @param earliest whether of equal ballots of a voter, one directly after another, the first
   *     stands; else the last
   * @param whole whether entries are kept, or only their revisions
   */
  StandingFinder(
      CountedRevisions counted,
      HashPartition partition,
      ReadMemory memory,
      boolean earliest,
      boolean whole) {
    super(counted, partition::holds);
    this.table = new StandingTable(whole || earliest, memory);
    this.memory = memory;
    this.earliest = earliest;
  }

  @Override
  void stands(JournalEntry entry) {
    int voter = table.add(entry.voter());
    if (earliest && table.hasBallot(voter, entry.ballot())) {
      return;
    }
    count += table.rev(voter) == StandingTable.NONE ? 1 : 0;
    chars += entry.ballot().length() - table.length(voter);
    table.put(voter, entry);
  }

  @Override
  void ends(String id) {
    int voter = table.find(id);
    if (voter >= 0 && table.rev(voter) != StandingTable.NONE) {
      count--;
      chars -= table.length(voter);
      table.clear(voter);
    }
  }

  /** The revisions that stand, in no particular order. */
  long[] revs() {
    long[] revs = new long[count];
    int next = 0;
    for (int voter = 0; voter < table.voters(); voter++) {
      if (table.rev(voter) != StandingTable.NONE) {
        revs[next++] = table.rev(voter);
      }
    }
    return revs;
  }

  /** The total length of all standing ballots, in characters. */
  long chars() {
    return chars;
  }

  /**
   * The entries themselves, of a finder that keeps them, before its reading ends; empty while there
   * is no memory to hold them beyond it.
   *
   * @param ascending the revisions that stand
   */
  Optional<HeldEntries> hold(long[] ascending, JournalReads reads) {
    memory.add((long) Integer.BYTES * count);
    return reads.hold(memory).map(held -> new HeldEntries(table, ascending, held));
  }
}
