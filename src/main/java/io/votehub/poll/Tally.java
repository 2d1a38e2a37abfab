package io.votehub.poll;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The sums of a poll's cells at one revision.
 *
 * @param ballots number of standing ballots
 * @param last whether the poll is closed and this is its final tally
 * @param cells all non-zero sums; if the method bounds their number, those with the greatest sums,
 *     among equal ones those whose name comes first, and always the reserved ones
 * @param more number of omitted cells
 * @param shift of the final tally of a second round, how the votes of the first moved
 */
public record Tally(
    long rev,
    long ballots,
    boolean last,
    Map<String, Long> cells,
    long more,
    Optional<Shift> shift) {
  /**
   * The cell of abstentions. No other cell has this name, because names contain no control
   * characters.
   */
  public static final String ABSTENTIONS = "\u0001abstained";

  /** The cell of the total weight, to which every ballot of a member of an electorate adds. */
  public static final String WEIGHT = "\u0001weight";

  /** All reserved cells. */
  public static final List<String> RESERVED_CELLS = List.of(ABSTENTIONS, WEIGHT);

  private static final char RESERVED = '\u0001';

  /** Descending sums; ascending names by code point among equal sums. */
  public static final Comparator<Map.Entry<String, Long>> BY_SUM =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey(Tally::byCodePoints));

  /** A tally of a poll that is no second round. */
  public Tally(long rev, long ballots, boolean last, Map<String, Long> cells, long more) {
    this(rev, ballots, last, cells, more, Optional.empty());
  }

  /** A tally with all cells. */
  public Tally(long rev, long ballots, boolean last, Map<String, Long> cells) {
    this(rev, ballots, last, cells, 0);
  }

  /** A tally without ballots. */
  public static Tally empty(long rev) {
    return new Tally(rev, 0, false, Map.of());
  }

  /** Whether a cell is reserved: no option or text, and part of every tally. */
  public static boolean isReserved(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == RESERVED;
  }

  /** A copy with at most {@code maxCells} cells besides the reserved ones. */
  public Tally bounded(int maxCells) {
    int countable = cells.size();
    for (String cell : RESERVED_CELLS) {
      countable -= cells.containsKey(cell) ? 1 : 0;
    }
    if (countable <= maxCells) {
      return this;
    }
    // The smallest kept cell is at the head, to be replaced by a greater one.
    PriorityQueue<Map.Entry<String, Long>> kept = new PriorityQueue<>(BY_SUM.reversed());
    Map<String, Long> most = new HashMap<>();
    for (Map.Entry<String, Long> cell : cells.entrySet()) {
      if (isReserved(cell.getKey())) {
        most.put(cell.getKey(), cell.getValue());
      } else {
        kept.add(cell);
      }
      if (kept.size() > maxCells) {
        kept.remove();
      }
    }
    kept.forEach(cell -> most.put(cell.getKey(), cell.getValue()));
    return new Tally(rev, ballots, last, most, more + countable - maxCells, shift);
  }

  /** Unlike {@code String.compareTo}, orders surrogates after all other UTF-16 units. */
  private static int byCodePoints(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean apart = Character.isSurrogate(a) != Character.isSurrogate(b);
        return apart ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b)) : a - b;
      }
    }
    return one.length() - other.length();
  }

  public Tally withShift(Optional<Shift> newShift) {
    return new Tally(rev, ballots, last, cells, more, newShift);
  }

  /** The sum of one cell; 0 if absent. */
  public long at(String cell) {
    return cells.getOrDefault(cell, 0L);
  }
}
