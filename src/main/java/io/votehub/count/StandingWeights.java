package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts in one reading of a journal its standing ballots by their weight. */
final class StandingWeights implements Consumer<JournalEntry> {
  private static final int ENTRY_BYTES = 64;

  private final RevisionSet standing;
  private final ReadMemory memory;
  private final Map<Integer, Integer> ballots = new HashMap<>();

  /**
   * @param standing the revisions that stand, in ascending order
   */
  StandingWeights(long[] standing, ReadMemory memory) {
    this.standing = new RevisionSet(standing);
    this.memory = memory;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (standing.isNext(entry.rev())
        && ballots.merge((int) VoterId.weight(entry.voter()), 1, Integer::sum) == 1) {
      memory.add(ENTRY_BYTES);
    }
  }

  /** How many ballots stand, by their weight. */
  Map<Integer, Integer> ballots() {
    standing.requireAll();
    return ballots;
  }
}
