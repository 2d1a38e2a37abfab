package io.votehub.method.ranked;

import io.votehub.method.Decimal;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code borda}: of n options the first gets n-1 points, the next n-2, down to 0. Tied options
 * share the mean of the points of the places they occupy, and so do unranked options for the
 * remaining places. The most points win. (J.-C. de Borda, Mémoire sur les élections au scrutin,
 * Histoire de l'Académie royale des sciences 1781, 657-665; ties as in D. Black, Partial
 * justification of the Borda count, Public Choice 28, 1976.)
 *
 * <p>One cell for each option and number of points. Points are counted in halves, so that means are
 * whole numbers.
 */
final class Borda implements RankedCount {
  static final String NAME = "borda";

  /** Cell names by option and half points, shared by all ballots to save memory. */
  private static final List<List<String>> CELLS = cells();

  private static List<List<String>> cells() {
    List<List<String>> cells = new ArrayList<>();
    for (int option = 0; option < OptionLetters.MAX; option++) {
      List<String> ofOption = new ArrayList<>();
      for (int halves = 0; halves <= 2 * (OptionLetters.MAX - 1); halves++) {
        ofOption.add(OptionLetters.of(option) + "=" + halves);
      }
      cells.add(List.copyOf(ofOption));
    }
    return List.copyOf(cells);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean allowsTies() {
    return true;
  }

  @Override
  public List<String> cells(Ranking ranking, int options) {
    List<List<Integer>> places = new ArrayList<>(ranking.places());
    places.add(ranking.unranked(options));
    List<String> cells = new ArrayList<>(options);
    int best = options - 1;
    for (List<Integer> place : places) {
      int halves = 2 * best - (place.size() - 1);
      if (halves > 0) {
        place.forEach(option -> cells.add(CELLS.get(option).get(halves)));
      }
      best -= place.size();
    }
    return List.copyOf(cells);
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    return result(poll, halves(poll, tally), tally.ballots());
  }

  /**
   * The result for these points, however they were counted.
   *
   * @param halves the points of each option, in halves
   */
  static Map<String, Object> result(Poll poll, long[] halves, long ballots) {
    long most = Arrays.stream(halves).max().orElse(0);
    List<String> winners = new ArrayList<>();
    Map<String, Object> points = new LinkedHashMap<>();
    for (int option = 0; option < halves.length; option++) {
      String id = poll.options().get(option).id();
      points.put(id, points(halves[option]));
      if (ballots > 0 && halves[option] == most) {
        winners.add(id);
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("winners", winners);
    result.put("points", points);
    return result;
  }

  @Override
  public VotingMethod.Table table(Poll poll, Tally tally) {
    long[] halves = halves(poll, tally);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < halves.length; i++) {
      Option option = poll.options().get(i);
      rows.add(List.of(option.id(), option.label(), points(halves[i])));
    }
    return new VotingMethod.Table(List.of("id", "label", "points"), rows);
  }

  private static long[] halves(Poll poll, Tally tally) {
    int options = poll.options().size();
    long[] sums = new long[options];
    for (int option = 0; option < options; option++) {
      List<String> cells = CELLS.get(option);
      for (int halves = 1; halves <= 2 * (options - 1); halves++) {
        sums[option] += halves * tally.at(cells.get(halves));
      }
    }
    return sums;
  }

  private static Number points(long halves) {
    return Decimal.plain(BigDecimal.valueOf(5 * halves, 1));
  }
}
