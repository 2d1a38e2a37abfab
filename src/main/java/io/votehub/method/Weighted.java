package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts any method by the weights of an electorate. The method never sees a weight: to it, a
 * ballot of weight 3 is three ballots, so that shares are of the total weight, which is added to
 * the result as {@code weight}.
 *
 * <p>The total weight has a cell of its own, which is part of every tally.
 */
public final class Weighted extends MethodDecorator {
  Weighted(VotingMethod method) {
    super(method);
  }

  /** The total weight of the standing ballots. */
  public static long total(Tally tally) {
    return tally.at(Tally.WEIGHT);
  }

  /** The tally as if each ballot had been cast as often as it weighs. */
  @Override
  Tally seen(Tally tally) {
    Map<String, Long> cells = new LinkedHashMap<>(tally.cells());
    cells.remove(Tally.WEIGHT);
    return new Tally(tally.rev(), total(tally), tally.last(), cells, tally.more());
  }

  @Override
  public List<String> cells(Ballot ballot, String voter, long at) {
    return withWeight(method().cells(ballot, voter, at));
  }

  @Override
  public CellReader cellReader(Poll poll) {
    CellReader unweighted = method().cellReader(poll);
    return text -> unweighted.of(text).map(Weighted::withWeight);
  }

  private static List<String> withWeight(List<String> cells) {
    List<String> all = new ArrayList<>(cells);
    all.add(Tally.WEIGHT);
    return all;
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Map<String, Object> result = new LinkedHashMap<>(super.result(poll, tally));
    result.put("weight", total(tally));
    return result;
  }
}
