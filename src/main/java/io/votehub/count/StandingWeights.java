package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts in one visit of the standing entries their ballots by weight. */
final class StandingWeights implements Consumer<JournalEntry> {
  private static final int ENTRY_BYTES = 64;

  private final ReadMemory memory;
  private final Map<Integer, Integer> ballots = new HashMap<>();

  StandingWeights(ReadMemory memory) {
    this.memory = memory;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (ballots.merge((int) VoterId.weight(entry.voter()), 1, Integer::sum) == 1) {
      memory.add(ENTRY_BYTES);
    }
  }

  /** How many ballots stand, by their weight. */
  Map<Integer, Integer> ballots() {
    return ballots;
  }
}
