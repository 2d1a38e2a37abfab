package io.votehub.poll;

import java.util.Map;

/**
 * A poll's cells at one revision.
 *
 * @param ballots the number of standing ballots
 * @param last whether the poll is closed and this is its final tally
 * @param cells the sum of each cell that is not zero
 */
public record Tally(long rev, long ballots, boolean last, Map<String, Long> cells) {
  /** A tally without ballots. */
  public static Tally empty(long rev) {
    return new Tally(rev, 0, false, Map.of());
  }

  /** The sum of one cell. */
  public long at(String cell) {
    return cells.getOrDefault(cell, 0L);
  }
}
