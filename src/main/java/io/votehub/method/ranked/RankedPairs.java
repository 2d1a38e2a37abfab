package io.votehub.method.ranked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code rankedpairs}: majorities are locked in from the strongest on, skipping each that would
 * close a cycle with those already locked. T. N. Tideman, Independence of clones as a criterion for
 * voting rules, Social Choice and Welfare 4 (1987), 185-206. Majorities are ordered by winning
 * votes, then by smaller opposition, then by the poll's order of the winners and of the losers.
 */
final class RankedPairs extends PairwiseCount {
  private static final Comparator<Majority> STRONGEST_FIRST =
      Comparator.comparingLong(Majority::votes)
          .reversed()
          .thenComparingLong(Majority::against)
          .thenComparingInt(Majority::winner)
          .thenComparingInt(Majority::loser);

  private record Majority(int winner, int loser, long votes, long against) {}

  @Override
  public String name() {
    return "rankedpairs";
  }

  @Override
  boolean[][] better(PairwiseMatrix matrix) {
    boolean[][] above = new boolean[matrix.options()][matrix.options()];
    for (Majority majority : majorities(matrix)) {
      if (!above[majority.loser][majority.winner]) {
        lock(majority, above);
      }
    }
    return above;
  }

  private static List<Majority> majorities(PairwiseMatrix matrix) {
    List<Majority> majorities = new ArrayList<>();
    for (int i = 0; i < matrix.options(); i++) {
      for (int j = 0; j < matrix.options(); j++) {
        if (matrix.winning(i, j) > 0) {
          majorities.add(new Majority(i, j, matrix.above(i, j), matrix.above(j, i)));
        }
      }
    }
    majorities.sort(STRONGEST_FIRST);
    return majorities;
  }

  /** The winner and everything above it are now above the loser and everything below it. */
  private static void lock(Majority majority, boolean[][] above) {
    int options = above.length;
    for (int high = 0; high < options; high++) {
      for (int low = 0; low < options; low++) {
        boolean reaches = high == majority.winner || above[high][majority.winner];
        boolean reached = low == majority.loser || above[majority.loser][low];
        above[high][low] |= reaches && reached;
      }
    }
  }
}
