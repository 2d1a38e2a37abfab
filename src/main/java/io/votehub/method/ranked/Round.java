package io.votehub.method.ranked;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One round of a count. An option is here its number in the poll, from 0; votes are in whole units
 * of the count's least decimal.
 *
 * @param votes of every option that was not excluded before
 * @param exhausted the votes of ballots that count for no option any more
 * @param elected who wins by this round's votes
 * @param eliminated who is excluded in this round
 * @param transfers the votes that went from an option to others since the round before; what an
 *     option lost beyond them is exhausted, or lost to rounding
 */
record Round(
    SortedMap<Integer, Long> votes,
    long exhausted,
    List<Integer> elected,
    List<Integer> eliminated,
    SortedMap<Integer, Map<Integer, Long>> transfers) {

  Round {
    votes = Collections.unmodifiableSortedMap(new TreeMap<>(votes));
    elected = List.copyOf(elected);
    eliminated = List.copyOf(eliminated);
    transfers = Collections.unmodifiableSortedMap(new TreeMap<>(transfers));
  }

  /**
   * Of options that tie, those with the fewest votes in the latest earlier round in which they
   * differ; where they still tie, by the rounds before it; all that tie in every one.
   */
  static List<Integer> fewestBefore(List<Integer> tied, List<Round> earlier) {
    return before(tied, earlier, false);
  }

  /** The same with the most votes. */
  static List<Integer> mostBefore(List<Integer> tied, List<Round> earlier) {
    return before(tied, earlier, true);
  }

  private static List<Integer> before(List<Integer> tied, List<Round> earlier, boolean most) {
    List<Integer> left = tied;
    for (int i = earlier.size() - 1; i >= 0 && left.size() > 1; i--) {
      Map<Integer, Long> votes = earlier.get(i).votes();
      List<Long> theirs = left.stream().map(votes::get).toList();
      long sought = most ? Collections.max(theirs) : Collections.min(theirs);
      left = left.stream().filter(option -> votes.get(option) == sought).toList();
    }
    return left;
  }
}
