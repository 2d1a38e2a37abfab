package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.store.JournalEntry;

/**
 * Finds in one reading of a journal the revisions that stand, of the voters in one partition. Keeps
 * no ballots.
 */
final class StandingRevisions extends StandingFold<StandingRevisions.Last> {
  /** Of a voter in the map, beside the id. */
  private static final int ENTRY_BYTES = 80;

  record Last(long rev, int length) {}

  private final ReadMemory memory;
  private long chars;

  StandingRevisions(CountedRevisions counted, HashPartition partition, ReadMemory memory) {
    super(counted, partition::holds);
    this.memory = memory;
  }

  @Override
  Last keep(JournalEntry entry) {
    return new Last(entry.rev(), entry.ballot().length());
  }

  @Override
  void replaced(String voter, Last before, Last after) {
    chars += length(after) - length(before);
    if (before == null && after != null) {
      memory.add(ENTRY_BYTES + Footprint.of(voter));
    } else if (before != null && after == null) {
      memory.add(-ENTRY_BYTES - Footprint.of(voter));
    }
  }

  private static int length(Last last) {
    return last == null ? 0 : last.length;
  }

  /** The revisions that stand, in no particular order. */
  long[] revs() {
    return standing().values().stream().mapToLong(Last::rev).toArray();
  }

  /** The total length of all standing ballots, in characters. */
  long chars() {
    return chars;
  }
}
