package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import java.util.function.Consumer;

/**
 * Joins in one visit of a second round's standing entries the ballots of the voters in a partition
 * with the choices that the same voters made in the first round.
 */
final class RoundJoin implements Consumer<JournalEntry> {
  private final HashPartition partition;
  private final ChoiceReader choices;
  private final FirstChoices first;
  private final RoundSums sums;

  /**
   * @param first what was read of the first round, of the same partition
   * @param sums is added to
   */
  RoundJoin(HashPartition partition, ChoiceReader choices, FirstChoices first, RoundSums sums) {
    this.partition = partition;
    this.choices = choices;
    this.first = first;
    this.sums = sums;
    first.addTo(sums.first());
  }

  @Override
  public void accept(JournalEntry entry) {
    String voter = entry.voter();
    if (!partition.holds(voter)) {
      return;
    }
    Integer before = first.of(voter);
    long weight = VoterId.weight(voter);
    if (before == null) {
      sums.addNew(weight);
    } else {
      sums.addMove(before, choices.of(entry), weight);
    }
  }

  /** The sums with those of this partition. */
  RoundSums sums() {
    return sums;
  }
}
