package io.votehub.method.ranked;

import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For each pair of options, how many ballots rank one above the other. An unranked option is below
 * every ranked one.
 *
 * <p>Cells: one for each ranked option, and one for each pair of ranked options that tells which is
 * higher or that they are tied. A ballot that ranks five of forty options so adds to 15 cells
 * instead of 185: its unranked options follow from which are ranked. The last place of a complete
 * ranking carries no information and counts as unranked.
 */
final class PairwiseMatrix {
  /** Cell names by pair, shared by all ballots to save memory. */
  private static final List<List<String>> ABOVE = pairs(">");

  private static final List<List<String>> TIED = pairs("=");

  private final long[][] above;

  private PairwiseMatrix(long[][] above) {
    this.above = above;
  }

  private static List<List<String>> pairs(String sign) {
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < OptionLetters.MAX; i++) {
      List<String> row = new ArrayList<>();
      for (int j = 0; j < OptionLetters.MAX; j++) {
        row.add(OptionLetters.of(i) + sign + OptionLetters.of(j));
      }
      pairs.add(List.copyOf(row));
    }
    return List.copyOf(pairs);
  }

  /** The diagonal counts the ballots that rank the option. */
  private static String ranked(int option) {
    return ABOVE.get(option).get(option);
  }

  /** The cells of a ranking. */
  static List<String> cells(Ranking ranking, int options) {
    List<List<Integer>> places = ranking.places();
    boolean whole = ranking.unranked(options).isEmpty();
    List<String> cells = new ArrayList<>();
    List<Integer> better = new ArrayList<>();
    for (List<Integer> place : whole ? places.subList(0, places.size() - 1) : places) {
      for (int i = 0; i < place.size(); i++) {
        int option = place.get(i);
        cells.add(ranked(option));
        better.forEach(over -> cells.add(ABOVE.get(over).get(option)));
        place.subList(0, i).forEach(equal -> cells.add(TIED.get(equal).get(option)));
      }
      better.addAll(place);
    }
    return List.copyOf(cells);
  }

  static PairwiseMatrix of(int options, Tally tally) {
    long[][] above = new long[options][options];
    for (int i = 0; i < options; i++) {
      long ranked = tally.at(ranked(i));
      for (int j = 0; j < options; j++) {
        if (i != j) {
          long tied = tally.at(TIED.get(Math.min(i, j)).get(Math.max(i, j)));
          above[i][j] = ranked - tally.at(ABOVE.get(j).get(i)) - tied;
        }
      }
    }
    return new PairwiseMatrix(above);
  }

  /**
   * The matrix of sums that were counted otherwise.
   *
   * @param above {@code above[i][j]}: how many ballots rank option i above option j
   */
  static PairwiseMatrix of(long[][] above) {
    return new PairwiseMatrix(above);
  }

  /** The matrix as it stands in results. */
  Map<String, Object> json(Poll poll) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < above.length; i++) {
      Map<String, Object> over = new LinkedHashMap<>();
      for (int j = 0; j < above.length; j++) {
        if (i != j) {
          over.put(poll.options().get(j).id(), above[i][j]);
        }
      }
      json.put(poll.options().get(i).id(), over);
    }
    return json;
  }

  int options() {
    return above.length;
  }

  /** How many ballots rank {@code one} above {@code other}. */
  long above(int one, int other) {
    return above[one][other];
  }

  /** The strength of a majority by winning votes; 0 if it is not a majority. */
  long winning(int one, int other) {
    return above[one][other] > above[other][one] ? above[one][other] : 0;
  }
}
