package io.votehub.method.ranked;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One round of a count. Options are identified by their zero-based index in the poll; votes are in
 * units of the last decimal place of the count.
 *
 * @param votes the votes of every option not excluded before
 * @param exhausted the votes of exhausted ballots
 * @param elected the options elected in this round
 * @param eliminated the options excluded in this round
 * @param transfers the votes transferred from an option to others since the previous round; what an
 *     option lost beyond these is exhausted or lost to rounding
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
   * Of tied options, those with the fewest votes in the latest earlier round in which they differ,
   * recursively for those still tied; all of them if they tie in every round.
   */
  static List<Integer> fewestBefore(List<Integer> tied, List<Round> earlier) {
    return breakTie(tied, earlier, false);
  }

  /** Like {@link #fewestBefore}, with the most votes. */
  static List<Integer> mostBefore(List<Integer> tied, List<Round> earlier) {
    return breakTie(tied, earlier, true);
  }

  private static List<Integer> breakTie(List<Integer> tied, List<Round> earlier, boolean most) {
    List<Integer> tiedStill = tied;
    for (int i = earlier.size() - 1; i >= 0 && tiedStill.size() > 1; i--) {
      Map<Integer, Long> votes = earlier.get(i).votes();
      List<Long> theirs = tiedStill.stream().map(votes::get).toList();
      long sought = most ? Collections.max(theirs) : Collections.min(theirs);
      tiedStill = tiedStill.stream().filter(option -> votes.get(option) == sought).toList();
    }
    return tiedStill;
  }
}
