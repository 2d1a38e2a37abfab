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
public final class Weighted implements VotingMethod {
  private final VotingMethod method;

  Weighted(VotingMethod method) {
    this.method = method;
  }

  /** The total weight of the standing ballots. */
  public static long total(Tally tally) {
    return tally.at(Tally.WEIGHT);
  }

  /** The tally as if each ballot had been cast as often as it weighs. */
  private static Tally unweighted(Tally tally) {
    Map<String, Long> cells = new LinkedHashMap<>(tally.cells());
    cells.remove(Tally.WEIGHT);
    return new Tally(tally.rev(), total(tally), tally.last(), cells, tally.more());
  }

  @Override
  public String name() {
    return method.name();
  }

  @Override
  public int minOptions() {
    return method.minOptions();
  }

  @Override
  public int maxOptions() {
    return method.maxOptions();
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    return method.settings(given, options);
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    return method.read(poll, ballot);
  }

  @Override
  public List<String> cells(Ballot ballot, String voter, long at) {
    List<String> cells = new ArrayList<>(method.cells(ballot, voter, at));
    cells.add(Tally.WEIGHT);
    return cells;
  }

  @Override
  public int maxCells() {
    return method.maxCells();
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Map<String, Object> result = new LinkedHashMap<>(method.result(poll, unweighted(tally)));
    result.put("weight", total(tally));
    return result;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    return method.table(poll, unweighted(tally));
  }

  @Override
  public List<String> columns(Poll poll) {
    return method.columns(poll);
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return method.row(poll, ballot);
  }
}
