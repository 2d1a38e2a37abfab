package io.votehub.method.ranked;

import io.votehub.poll.Tally;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all rules of counting need to know of rankings, summed up in one pass: who is ranked above
 * whom, who is first, and, as long as no ballot ties options, how many ballots have which ranking.
 * Keeps no ballots beside distinct rankings, a letter for each option in them.
 */
final class RankingSums {
  private final int options;
  private final long[][] above;
  private final long[] first;
  private final Map<String, Long> rankings = new HashMap<>();
  private long ballots;
  private boolean tiesFirst;
  private boolean ties;

  RankingSums(int options) {
    this.options = options;
    this.above = new long[options][options];
    this.first = new long[options];
  }

  /** The sums of a tally whose cells are rankings. */
  static RankingSums ofRankings(int options, Tally tally) {
    RankingSums sums = new RankingSums(options);
    tally
        .cells()
        .forEach(
            (cell, ballots) -> {
              if (!Tally.isReserved(cell)) {
                sums.add(RankedBallotPiles.ranking(cell), ballots);
              }
            });
    return sums;
  }

  /** Adds so many ballots with the same ranking. */
  void add(Ranking ranking, long many) {
    ballots += many;
    List<List<Integer>> places = ranking.places();
    if (places.get(0).size() == 1) {
      first[places.get(0).get(0)] += many;
    } else {
      tiesFirst = true;
    }
    BitSet below = new BitSet(options);
    below.set(0, options);
    for (List<Integer> place : places) {
      place.forEach(below::clear);
      for (int option : place) {
        for (int low = below.nextSetBit(0); low >= 0; low = below.nextSetBit(low + 1)) {
          above[option][low] += many;
        }
      }
      ties |= place.size() > 1;
    }
    if (ties) {
      rankings.clear();
    } else {
      rankings.merge(RankedBallotPiles.cell(ranking), many, Long::sum);
    }
  }

  long ballots() {
    return ballots;
  }

  PairwiseMatrix matrix() {
    return PairwiseMatrix.of(above);
  }

  /** How many ballots rank each option first, and alone there. */
  long[] first() {
    return first;
  }

  /** Whether a ballot ranks several options first. */
  boolean tiesFirst() {
    return tiesFirst;
  }

  /** Whether a ballot ranks several options at the same place. */
  boolean ties() {
    return ties;
  }

  /** A tally whose cells are the rankings; only if no ballot has ties. */
  Tally rankings() {
    return new Tally(0, ballots, true, rankings);
  }
}
