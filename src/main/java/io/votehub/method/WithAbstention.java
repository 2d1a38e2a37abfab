package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds formal abstention to any method: the ballot {@code {"abstain":true}} is kept like any other,
 * but counted separately. The method never sees it: results and shares are computed from the other
 * ballots alone, and {@code abstained} is added to them.
 *
 * <p>Abstentions have a cell of their own, which is part of every tally.
 */
public final class WithAbstention extends MethodDecorator {
  private static final String FIELD = "abstain";
  private static final Map<String, Object> VALUE = Map.of(FIELD, true);

  WithAbstention(VotingMethod method) {
    super(method);
  }

  /** The number of abstentions in a tally. */
  public static long count(Tally tally) {
    return tally.at(Tally.ABSTENTIONS);
  }

  /** Whether a ballot that was read abstains. */
  public static boolean isAbstention(Map<String, ?> ballot) {
    return ballot.containsKey(FIELD);
  }

  /** Adds a last row for abstentions to a result's table, if the poll offers them. */
  public static Table in(Table table, Poll poll, Tally tally) {
    if (!poll.settings().abstain()) {
      return table;
    }
    List<Object> row = new ArrayList<>(Collections.nCopies(table.head().size(), ""));
    row.set(0, "(abstained)");
    row.set(countColumn(table.head()), count(tally));
    List<List<Object>> rows = new ArrayList<>(table.rows());
    rows.add(row);
    return new Table(table.head(), rows);
  }

  /** The column that counts ballots, else the second column. */
  private static int countColumn(List<String> head) {
    int votes = Math.max(head.indexOf("votes"), head.indexOf("count"));
    return votes > 0 ? votes : Math.min(1, head.size() - 1);
  }

  /** The tally without its abstentions. */
  @Override
  Tally seen(Tally tally) {
    long abstained = count(tally);
    if (abstained == 0) {
      return tally;
    }
    Map<String, Long> cells = new LinkedHashMap<>(tally.cells());
    cells.remove(Tally.ABSTENTIONS);
    return new Tally(tally.rev(), tally.ballots() - abstained, tally.last(), cells, tally.more());
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    if (!ballot.containsKey(FIELD)) {
      return method().read(poll, ballot);
    }
    if (!ballot.keySet().equals(Set.of(FIELD)) || !Boolean.TRUE.equals(ballot.get(FIELD))) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "An abstention is {\"abstain\":true} and nothing else");
    }
    return new Ballot(VALUE, List.of(Tally.ABSTENTIONS));
  }

  @Override
  public List<String> cells(Ballot ballot, String voter, long at) {
    return VALUE.equals(ballot.value()) ? ballot.cells() : method().cells(ballot, voter, at);
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Map<String, Object> result = new LinkedHashMap<>(super.result(poll, tally));
    result.put("abstained", count(tally));
    return result;
  }

  @Override
  public List<String> columns(Poll poll) {
    List<String> columns = new ArrayList<>(method().columns(poll));
    columns.add(FIELD);
    return columns;
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    boolean abstains = ballot.containsKey(FIELD);
    List<Object> row =
        new ArrayList<>(
            abstains
                ? Collections.nCopies(method().columns(poll).size(), "")
                : method().row(poll, ballot));
    row.add(abstains ? "true" : "");
    return row;
  }
}
