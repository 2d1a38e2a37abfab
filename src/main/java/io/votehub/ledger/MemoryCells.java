package io.votehub.ledger;

import io.votehub.memory.Footprint;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The sums of a page. Where a tally shows only the greatest of them they are kept in order, so that
 * a tally costs what it shows. The name of a cell is kept once, however many ballots touch it.
 */
final class MemoryCells {
  /** Of a cell in the map, beside its name. */
  private static final int PLACE_BYTES = 64;

  /** The same in the order, or in the copy that a tally of all cells is. */
  private static final int SHOWN_BYTES = 96;

  private static final class Sum {
    final String cell;
    long sum;

    Sum(String cell) {
      this.cell = cell;
    }
  }

  private final int max;
  private final Map<String, Sum> sums = new HashMap<>();
  private final TreeSet<Map.Entry<String, Long>> order = new TreeSet<>(Tally.FIRST);
  private long bytes;

  /**
   * @param max how many cells a tally shows at the most
   */
  MemoryCells(int max) {
    this.max = max;
  }

  /** What all sums take in memory, with the names of their cells. */
  long bytes() {
    return bytes;
  }

  /** How much more that would be with one more ballot of these cells. */
  long growth(List<String> cells) {
    long growth = 0;
    for (String cell : cells) {
      if (!sums.containsKey(cell)) {
        growth += bytesOf(cell);
      }
    }
    return growth;
  }

  private static long bytesOf(String cell) {
    return Footprint.of(cell) + PLACE_BYTES + SHOWN_BYTES;
  }

  private boolean isOrdered() {
    return max < Integer.MAX_VALUE;
  }

  /** Adds one to each cell; gives the same cells under the names that are kept here. */
  List<String> add(List<String> cells) {
    List<String> own = null;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String name = add(cell, 1).cell;
      if (own == null && !isSameObject(name, cell)) {
        own = new ArrayList<>(cells);
      }
      if (own != null) {
        own.set(i, name);
      }
    }
    return own == null ? cells : own;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSameObject(String one, String other) {
    return one == other;
  }

  /** Takes one from each cell. */
  void remove(List<String> cells) {
    for (String cell : cells) {
      if (add(cell, -1).sum == 0) {
        sums.remove(cell);
        bytes -= bytesOf(cell);
      }
    }
  }

  private Sum add(String cell, long by) {
    Sum sum = sums.get(cell);
    if (sum == null) {
      sum = new Sum(cell);
      sums.put(cell, sum);
      bytes += bytesOf(cell);
    }
    sum.sum += by;
    if (isOrdered()) {
      order.remove(Map.entry(sum.cell, sum.sum - by));
      if (sum.sum != 0) {
        order.add(Map.entry(sum.cell, sum.sum));
      }
    }
    return sum;
  }

  Tally tally(long rev, long ballots) {
    Map<String, Long> shown = new HashMap<>();
    Sum abstained = sums.get(Tally.ABSTENTIONS);
    int countable = sums.size() - (abstained == null ? 0 : 1);
    if (countable <= max) {
      sums.forEach((cell, sum) -> shown.put(cell, sum.sum));
      return new Tally(rev, ballots, false, Map.copyOf(shown));
    }
    Iterator<Map.Entry<String, Long>> first = order.iterator();
    while (shown.size() < max) {
      Map.Entry<String, Long> next = first.next();
      if (!next.getKey().equals(Tally.ABSTENTIONS)) {
        shown.put(next.getKey(), next.getValue());
      }
    }
    if (abstained != null) {
      shown.put(Tally.ABSTENTIONS, abstained.sum);
    }
    return new Tally(rev, ballots, false, shown, countable - max);
  }
}
