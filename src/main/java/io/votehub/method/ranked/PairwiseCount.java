package io.votehub.method.ranked;

import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A count based only on pairwise comparisons: how many ballots rank one option above another. */
abstract sealed class PairwiseCount implements RankedCount permits Schulze, RankedPairs {
  /**
   * {@code better[i][j]}: whether option i beats option j in the final order, a strict partial
   * order.
   */
  abstract boolean[][] better(PairwiseMatrix matrix);

  @Override
  public final boolean allowsTies() {
    return true;
  }

  @Override
  public final List<String> cells(Ranking ranking, int options) {
    return PairwiseMatrix.cells(ranking, options);
  }

  /** Repeatedly takes the options that no remaining option beats. */
  private List<List<Integer>> ranking(PairwiseMatrix matrix, long ballots) {
    List<List<Integer>> ranking = new ArrayList<>();
    if (ballots == 0) {
      return ranking;
    }
    boolean[][] better = better(matrix);
    List<Integer> rest = IntStream.range(0, matrix.options()).boxed().toList();
    while (!rest.isEmpty()) {
      List<Integer> left = rest;
      List<Integer> place =
          left.stream().filter(a -> left.stream().noneMatch(b -> better[b][a])).toList();
      ranking.add(place);
      rest = left.stream().filter(option -> !place.contains(option)).toList();
    }
    return ranking;
  }

  @Override
  public final Map<String, Object> result(Poll poll, Tally tally) {
    PairwiseMatrix matrix = PairwiseMatrix.of(poll.options().size(), tally);
    Map<String, Object> result = result(poll, matrix, tally.ballots());
    result.put("pairwise", matrix.json(poll));
    return result;
  }

  /** The winners and the ranking. */
  final Map<String, Object> result(Poll poll, PairwiseMatrix matrix, long ballots) {
    List<List<String>> ranking =
        ranking(matrix, ballots).stream()
            .map(place -> place.stream().map(option -> id(poll, option)).toList())
            .toList();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("winners", ranking.isEmpty() ? List.of() : ranking.get(0));
    result.put("ranking", ranking);
    return result;
  }

  /** A row for each option: its place, and how many ballots rank it above each other option. */
  @Override
  public final VotingMethod.Table table(Poll poll, Tally tally) {
    PairwiseMatrix matrix = PairwiseMatrix.of(poll.options().size(), tally);
    List<List<Integer>> ranking = ranking(matrix, tally.ballots());
    List<String> head = new ArrayList<>(List.of("id", "label", "place"));
    poll.options().forEach(option -> head.add("above " + option.id()));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.options(); i++) {
      List<Object> row = new ArrayList<>(List.of(id(poll, i), poll.options().get(i).label()));
      row.add(place(ranking, i));
      for (int j = 0; j < matrix.options(); j++) {
        row.add(i == j ? "" : matrix.above(i, j));
      }
      rows.add(row);
    }
    return new VotingMethod.Table(head, rows);
  }

  private static Object place(List<List<Integer>> ranking, int option) {
    for (int i = 0; i < ranking.size(); i++) {
      if (ranking.get(i).contains(option)) {
        return i + 1;
      }
    }
    return "";
  }

  private static String id(Poll poll, int option) {
    return poll.options().get(option).id();
  }
}
