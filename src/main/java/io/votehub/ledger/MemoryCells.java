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
 * The sums of a ledger page. Where a tally shows only the greatest sums, they are kept sorted, so
 * that the cost of a tally is proportional to what it shows. The name of a cell is stored once,
 * however many ballots touch it.
 */
final class MemoryCells {
  /** A map entry, without the cell's name. */
  private static final int ENTRY_BYTES = 64;

  /** An entry in the sorted set, or in the copy that a tally of all cells makes. */
  private static final int SORTED_ENTRY_BYTES = 96;

  private static final class Sum {
    final String cell;
    long sum;

    Sum(String cell) {
      this.cell = cell;
    }
  }

  private final int max;
  private final Map<String, Sum> sums = new HashMap<>();
  private final TreeSet<Map.Entry<String, Long>> order = new TreeSet<>(Tally.BY_SUM);
  private long bytes;

  /**
   * @param max the greatest number of cells that a tally shows
   */
  MemoryCells(int max) {
    this.max = max;
  }

  /** The memory that all sums and the names of their cells take, in bytes. */
  long bytes() {
    return bytes;
  }

  /** The growth of {@link #bytes} by one more ballot with these cells. */
  long growth(List<String> cells) {
    long growth = 0;
    for (String cell : cells) {
      if (!sums.containsKey(cell)) {
        growth += bytesOf(cell);
      }
    }
    return growth;
  }

  /**
   * How much less {@link #bytes} are if a ballot with some cells takes the place of a counted one
   * of that weight.
   */
  long freedBy(List<String> counted, List<String> replacement, long weight) {
    long freed = 0;
    for (String cell : counted) {
      Sum sum = sums.get(cell);
      if (sum != null && sum.sum == weight && !replacement.contains(cell)) {
        freed += bytesOf(cell);
      }
    }
    return freed;
  }

  private static long bytesOf(String cell) {
    return Footprint.of(cell) + ENTRY_BYTES + SORTED_ENTRY_BYTES;
  }

  private boolean isOrdered() {
    return max < Integer.MAX_VALUE;
  }

  /**
   * Adds a weight to each cell.
   *
   * @return the same cells as the strings that are stored here
   */
  List<String> add(List<String> cells, long weight) {
    List<String> own = null;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String name = add(cell, weight).cell;
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

  /** Subtracts a weight from each cell. */
  void remove(List<String> cells, long weight) {
    for (String cell : cells) {
      if (add(cell, -weight).sum == 0) {
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
    int countable = sums.size();
    for (String cell : Tally.RESERVED_CELLS) {
      Sum reserved = sums.get(cell);
      if (reserved != null) {
        shown.put(cell, reserved.sum);
        countable--;
      }
    }
    if (countable <= max) {
      sums.forEach((cell, sum) -> shown.put(cell, sum.sum));
      return new Tally(rev, ballots, false, Map.copyOf(shown));
    }
    Iterator<Map.Entry<String, Long>> first = order.iterator();
    int left = max;
    while (left > 0) {
      Map.Entry<String, Long> next = first.next();
      if (!Tally.isReserved(next.getKey())) {
        shown.put(next.getKey(), next.getValue());
        left--;
      }
    }
    return new Tally(rev, ballots, false, shown, countable - max);
  }
}
