package io.votehub.count;

import io.votehub.poll.Shift;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The votes that moved from each choice to each, added up. Used by one thread at a time. */
final class RoundSums {
  private final long[][] moves;
  private final long[] first;
  private long secondOnly;

  /**
   * @param choices how many there are
   */
  RoundSums(int choices) {
    moves = new long[choices][choices];
    first = new long[choices];
  }

  RoundSums copy() {
    RoundSums copy = new RoundSums(first.length);
    for (int i = 0; i < first.length; i++) {
      copy.moves[i] = moves[i].clone();
      copy.first[i] = first[i];
    }
    copy.secondOnly = secondOnly;
    return copy;
  }

  /** The votes of the first round, by choice; the very array. */
  long[] first() {
    return first;
  }

  void addMove(int from, int to, long votes) {
    moves[from][to] += votes;
  }

  void addNew(long votes) {
    secondOnly += votes;
  }

  /**
   * @param names of the choices
   */
  Shift shift(List<String> names) {
    Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
    Map<String, Long> before = new LinkedHashMap<>();
    long both = 0;
    for (int from = 0; from < first.length; from++) {
      Map<String, Long> row = new LinkedHashMap<>();
      for (int to = 0; to < first.length; to++) {
        if (moves[from][to] > 0) {
          row.put(names.get(to), moves[from][to]);
          both += moves[from][to];
        }
      }
      if (!row.isEmpty()) {
        rows.put(names.get(from), row);
      }
      if (first[from] > 0) {
        before.put(names.get(from), first[from]);
      }
    }
    return new Shift(rows, before, Arrays.stream(first).sum() - both, secondOnly);
  }
}
