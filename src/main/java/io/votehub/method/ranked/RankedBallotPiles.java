package io.votehub.method.ranked;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Ballot papers on the counting table: each lies with the highest continuing option of its ranking,
 * or aside when it has none. Papers with the same ranking always lie together, so what is moved are
 * distinct rankings, each with the number of its ballots and the value of one of them.
 *
 * <p>All rankings stand end to end in one array, and the pile of an option is a list linked through
 * another: a count of a hundred thousand rankings makes no objects.
 */
final class RankedBallotPiles {
  private static final int NONE = -1;

  private final int options;
  private final byte[] preferences;
  private final int[] at;
  private final int[] end;
  private final long[] ballots;
  private final long[] value;
  private final int[] pile;
  private final int[] below;

  /**
   * All papers of a tally whose cells are rankings, each on the pile of its first preference.
   *
   * @param worth the value of a paper
   */
  RankedBallotPiles(int options, Map<String, Long> cells, long worth) {
    this.options = options;
    int distinct = cells.size();
    preferences = new byte[cells.keySet().stream().mapToInt(String::length).sum()];
    at = new int[distinct];
    end = new int[distinct];
    ballots = new long[distinct];
    value = new long[distinct];
    pile = new int[options + 1];
    below = new int[distinct];
    Arrays.fill(pile, NONE);
    Arrays.fill(value, worth);
    int paper = 0;
    int free = 0;
    for (Map.Entry<String, Long> cell : cells.entrySet()) {
      String ranking = cell.getKey();
      at[paper] = free;
      for (int i = 0; i < ranking.length(); i++) {
        preferences[free++] = (byte) OptionLetters.option(ranking.charAt(i));
      }
      end[paper] = free;
      ballots[paper] = cell.getValue();
      lay(paper, preferences[at[paper]]);
      paper++;
    }
  }

  /** The cell of a ranking without ties. */
  static String cell(Ranking ranking) {
    StringBuilder cell = new StringBuilder(ranking.places().size());
    ranking.places().forEach(place -> cell.append(OptionLetters.of(place.get(0))));
    return cell.toString();
  }

  private void lay(int paper, int option) {
    below[paper] = pile[option];
    pile[option] = paper;
  }

  /** The value of the papers that lie with an option now. */
  long votes(int option) {
    long votes = 0;
    for (int paper = pile[option]; paper != NONE; paper = below[paper]) {
      votes += ballots[paper] * value[paper];
    }
    return votes;
  }

  /**
   * Moves all papers of an option, each to its next preference among the continuing.
   *
   * @param revalued what a paper is worth from now on, by what it was
   * @return the value that came to each option, and in one more place that of the papers laid aside
   */
  long[] moveOn(int from, boolean[] continuing, LongUnaryOperator revalued) {
    long[] moved = new long[options + 1];
    int paper = pile[from];
    pile[from] = NONE;
    while (paper != NONE) {
      int next = below[paper];
      value[paper] = revalued.applyAsLong(value[paper]);
      int to = nextPreference(paper, continuing);
      moved[to] += ballots[paper] * value[paper];
      lay(paper, to);
      paper = next;
    }
    return moved;
  }

  private int nextPreference(int paper, boolean[] continuing) {
    for (int i = at[paper] + 1; i < end[paper]; i++) {
      if (continuing[preferences[i]]) {
        at[paper] = i;
        return preferences[i];
      }
    }
    return options;
  }
}
