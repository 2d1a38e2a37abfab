package io.votehub.ledger;

import io.votehub.poll.Tally;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The sums of a page. Where a tally shows only the greatest of them they are kept in order, so that
 * a tally costs what it shows.
 */
final class MemoryCells {
  private final int max;
  private final Map<String, Long> sums = new HashMap<>();
  private final TreeSet<Map.Entry<String, Long>> order = new TreeSet<>(Tally.FIRST);

  /**
   * @param max how many cells a tally shows at the most
   */
  MemoryCells(int max) {
    this.max = max;
  }

  void add(List<String> cells, long by) {
    cells.forEach(cell -> add(cell, by));
  }

  private void add(String cell, long by) {
    Long sum = sums.merge(cell, by, (old, change) -> old + change == 0 ? null : old + change);
    if (max < Integer.MAX_VALUE) {
      long now = sum == null ? 0 : sum;
      order.remove(Map.entry(cell, now - by));
      if (now != 0) {
        order.add(Map.entry(cell, now));
      }
    }
  }

  Tally tally(long rev, long ballots) {
    if (sums.size() <= max) {
      return new Tally(rev, ballots, false, Map.copyOf(sums));
    }
    Map<String, Long> shown = new HashMap<>();
    Iterator<Map.Entry<String, Long>> first = order.iterator();
    while (shown.size() < max) {
      Map.Entry<String, Long> next = first.next();
      shown.put(next.getKey(), next.getValue());
    }
    return new Tally(rev, ballots, false, shown, sums.size() - max);
  }
}
