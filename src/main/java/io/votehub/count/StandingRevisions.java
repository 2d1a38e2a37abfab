package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds in one reading of a journal the revisions that stand, of the voters in one partition. Keeps
 * no ballots.
 */
final class StandingRevisions extends StandingFold<StandingRevisions.Last> {
  /** Of a voter in the map, beside the id. */
  private static final int ENTRY_BYTES = 80;

  private static final int MAX_SHARED_TEXTS = 256;

  /**
   * @param ballot empty where it is not needed
   */
  record Last(long rev, int length, String ballot) {}

  private final ReadMemory memory;
  private final boolean earliest;
  private final Map<String, String> sharedTexts = new HashMap<>();
  private long chars;

  /**
   * @param earliest whether of equal ballots of a voter, one directly after another, the first
   *     stands; else the last
   */
  StandingRevisions(
      CountedRevisions counted, HashPartition partition, ReadMemory memory, boolean earliest) {
    super(counted, partition::holds);
    this.memory = memory;
    this.earliest = earliest;
  }

  @Override
  Last keep(JournalEntry entry) {
    return new Last(entry.rev(), entry.ballot().length(), earliest ? shared(entry.ballot()) : "");
  }

  @Override
  void replaced(String voter, Last before, Last after) {
    if (earliest && before != null && after != null && before.ballot.equals(after.ballot)) {
      standing().put(voter, before);
      return;
    }
    chars += length(after) - length(before);
    memory.add(textBytes(after) - textBytes(before));
    if (before == null && after != null) {
      memory.add(ENTRY_BYTES + Footprint.of(voter));
    } else if (before != null && after == null) {
      memory.add(-ENTRY_BYTES - Footprint.of(voter));
    }
  }

  /** Equal ballots share one text; each counts, because most are short. */
  private String shared(String ballot) {
    String known = sharedTexts.get(ballot);
    if (known == null && sharedTexts.size() < MAX_SHARED_TEXTS) {
      sharedTexts.put(ballot, ballot);
    }
    return known == null ? ballot : known;
  }

  private static long textBytes(Last last) {
    return last == null || last.ballot.isEmpty() ? 0 : Footprint.of(last.ballot);
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
