package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up in one visit of the standing entries the cells of their ballots in one partition. */
final class PartitionSums implements BallotVisitor {
  /** A map entry, without the cell's name. */
  private static final int ENTRY_BYTES = 64;

  private final BallotReader ballots;
  private final HashPartition partition;
  private final ReadMemory memory;
  private final Map<String, Long> sums = new HashMap<>();

  PartitionSums(BallotReader ballots, HashPartition partition, ReadMemory memory) {
    this.ballots = ballots;
    this.partition = partition;
    this.memory = memory;
  }

  @Override
  public void accept(JournalEntry entry) {
    add(ballots.cast(entry).cells(), VoterId.weight(entry.voter()));
  }

  @Override
  public void visit(String ballot, long weight) {
    add(ballots.cells(ballot), weight);
  }

  private void add(List<String> cells, long weight) {
    for (String cell : cells) {
      if (partition.holds(cell) && sums.merge(cell, weight, Long::sum) == weight) {
        memory.add(ENTRY_BYTES + Footprint.of(cell));
      }
    }
  }

  /** The sums of the partition's cells. */
  Map<String, Long> sums() {
    return sums;
  }
}
