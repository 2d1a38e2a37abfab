package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;

/**
 * Gathers in one reading of a first round's journal which choice stands of each voter in a
 * partition.
 */
final class FirstChoices extends StandingMap<Integer> {
  /** Of a voter in the map, beside the id. */
  static final int ENTRY_BYTES = 64;

  private final ChoiceReader choices;
  private final ReadMemory memory;

  FirstChoices(
      CountedRevisions counted, HashPartition partition, ChoiceReader choices, ReadMemory memory) {
    super(counted, partition::holds);
    this.choices = choices;
    this.memory = memory;
  }

  @Override
  Integer keep(JournalEntry entry) {
    return choices.of(entry);
  }

  @Override
  void replaced(String voter, Integer before, Integer after) {
    if (before == null && after != null) {
      memory.add(ENTRY_BYTES + Footprint.of(voter));
    } else if (before != null && after == null) {
      memory.add(-ENTRY_BYTES - Footprint.of(voter));
    }
  }

  /** The choice that stood of a voter, as an index; null without one. */
  Integer of(String voter) {
    return standing().get(voter);
  }

  /** Adds up the votes for each choice. */
  void addTo(long[] votes) {
    standing().forEach((voter, choice) -> votes[choice] += VoterId.weight(voter));
  }
}
