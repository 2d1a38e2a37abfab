package io.votehub.poll;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A poll's cells at one revision.
 *
 * @param ballots the number of standing ballots
 * @param last whether the poll is closed and this is its final tally
 * @param cells the sum of each cell that is not zero; where the poll's method bounds their number,
 *     those with the greatest sums, and among equals those whose name comes first; and that of the
 *     abstentions
 * @param more how many cells there are beside these
 */
public record Tally(long rev, long ballots, boolean last, Map<String, Long> cells, long more) {
  /** The cell of abstentions; no method has one of that name, for none has control characters. */
  public static final String ABSTENTIONS = "\u0001abstained";

  /** The greatest sums first, and among equals the names by code points. */
  public static final Comparator<Map.Entry<String, Long>> FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey(Tally::byCodePoints));

  /** A tally with all of its cells. */
  public Tally(long rev, long ballots, boolean last, Map<String, Long> cells) {
    this(rev, ballots, last, cells, 0);
  }

  /** A tally without ballots. */
  public static Tally empty(long rev) {
    return new Tally(rev, 0, false, Map.of());
  }

  /** The same with so many cells at the most. */
  public Tally bounded(int maxCells) {
    Long abstained = cells.get(ABSTENTIONS);
    int countable = cells.size() - (abstained == null ? 0 : 1);
    if (countable <= maxCells) {
      return this;
    }
    // The least of the kept ones is on top, to give way to a greater one.
    PriorityQueue<Map.Entry<String, Long>> kept = new PriorityQueue<>(FIRST.reversed());
    for (Map.Entry<String, Long> cell : cells.entrySet()) {
      if (!cell.getKey().equals(ABSTENTIONS)) {
        kept.add(cell);
      }
      if (kept.size() > maxCells) {
        kept.remove();
      }
    }
    Map<String, Long> most = new HashMap<>();
    kept.forEach(cell -> most.put(cell.getKey(), cell.getValue()));
    if (abstained != null) {
      most.put(ABSTENTIONS, abstained);
    }
    return new Tally(rev, ballots, last, most, more + countable - maxCells);
  }

  /** Where two texts first differ, a surrogate stands for a code point beyond all others. */
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

  /** The sum of one cell. */
  public long at(String cell) {
    return cells.getOrDefault(cell, 0L);
  }
}
