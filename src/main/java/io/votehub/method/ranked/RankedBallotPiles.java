package io.votehub.method.ranked;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Ballots sorted into piles: each lies with the highest-ranked continuing option, or is exhausted
 * if it has none. Ballots with the same ranking always move together, so the unit is a distinct
 * ranking with its number of ballots and the current value of one of them.
 *
 * <p>All rankings are stored back to back in one array, and a pile is a linked list in another
 * array, so counting 100,000 distinct rankings allocates no objects for them.
 */
final class RankedBallotPiles {
  private static final int NONE = -1;

  private final int options;
  private final byte[] preferences;
  private final int[] current;
  private final int[] end;
  private final long[] ballots;
  private final long[] value;
  private final int[] pile;
  private final int[] nextInPile;

  /**
   * All ballots of a tally whose cells are rankings, each in the pile of its first preference.
   *
   * @param worth initial value of a ballot
   */
  RankedBallotPiles(int options, Map<String, Long> cells, long worth) {
    this.options = options;
    int distinct = cells.size();
    preferences = new byte[cells.keySet().stream().mapToInt(String::length).sum()];
    current = new int[distinct];
    end = new int[distinct];
    ballots = new long[distinct];
    value = new long[distinct];
    pile = new int[options + 1];
    nextInPile = new int[distinct];
    Arrays.fill(pile, NONE);
    Arrays.fill(value, worth);
    int ranking = 0;
    int free = 0;
    for (Map.Entry<String, Long> cell : cells.entrySet()) {
      String letters = cell.getKey();
      current[ranking] = free;
      for (int i = 0; i < letters.length(); i++) {
        preferences[free++] = (byte) OptionLetters.option(letters.charAt(i));
      }
      end[ranking] = free;
      ballots[ranking] = cell.getValue();
      push(ranking, preferences[current[ranking]]);
      ranking++;
    }
  }

  /** The cell of a ranking without ties. */
  static String cell(Ranking ranking) {
    StringBuilder cell = new StringBuilder(ranking.places().size());
    ranking.places().forEach(place -> cell.append(OptionLetters.of(place.get(0))));
    return cell.toString();
  }

  /** The ranking of a cell. */
  static Ranking ranking(String cell) {
    return new Ranking(
        cell.chars().mapToObj(letter -> List.of(OptionLetters.option((char) letter))).toList());
  }

  private void push(int ranking, int option) {
    nextInPile[ranking] = pile[option];
    pile[option] = ranking;
  }

  /** The total value of the ballots in the pile of an option. */
  long votes(int option) {
    long votes = 0;
    for (int ranking = pile[option]; ranking != NONE; ranking = nextInPile[ranking]) {
      votes += ballots[ranking] * value[ranking];
    }
    return votes;
  }

  /**
   * Transfers all ballots of an option, each to its next preference among the continuing options.
   *
   * @param revalued maps the value of a ballot to its new value
   * @return the value transferred to each option, followed by that of the exhausted ballots
   */
  long[] transfer(int from, boolean[] continuing, LongUnaryOperator revalued) {
    long[] moved = new long[options + 1];
    int ranking = pile[from];
    pile[from] = NONE;
    while (ranking != NONE) {
      int next = nextInPile[ranking];
      value[ranking] = revalued.applyAsLong(value[ranking]);
      int to = nextPreference(ranking, continuing);
      moved[to] += ballots[ranking] * value[ranking];
      push(ranking, to);
      ranking = next;
    }
    return moved;
  }

  private int nextPreference(int ranking, boolean[] continuing) {
    for (int i = current[ranking] + 1; i < end[ranking]; i++) {
      if (continuing[preferences[i]]) {
        current[ranking] = i;
        return preferences[i];
      }
    }
    return options;
  }
}
