package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Adds up in one reading of a journal those cells of its standing ballots that fall into one piece.
 */
final class PartitionSums implements Consumer<JournalEntry> {
  /** Of a cell in the map, beside its name. */
  private static final int PLACE_BYTES = 64;

  private final RevisionSet standing;
  private final BallotReader ballots;
  private final HashPartition piece;
  private final ReadMemory gathered;
  private final Map<String, Long> sums = new HashMap<>();

  /**
   * @param standing the revisions that stand, in ascending order
   */
  PartitionSums(long[] standing, BallotReader ballots, HashPartition piece, ReadMemory gathered) {
    this.standing = new RevisionSet(standing);
    this.ballots = ballots;
    this.piece = piece;
    this.gathered = gathered;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (standing.isNext(entry.rev())) {
      add(ballots.cast(entry).cells());
    }
  }

  private void add(List<String> cells) {
    for (String cell : cells) {
      if (piece.holds(cell) && sums.merge(cell, 1L, Long::sum) == 1L) {
        gathered.add(PLACE_BYTES + Footprint.of(cell));
      }
    }
  }

  /** The sums of the piece's cells. */
  Map<String, Long> sums() {
    standing.requireAll();
    return sums;
  }
}
