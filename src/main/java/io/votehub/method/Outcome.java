package io.votehub.method;

import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The winners of a poll and how they won: {@code won} alone, {@code tied} with others, or {@code
 * elected} to one of several seats. There are none before the result is final, without votes, or if
 * the poll's settings say that winners are not declared.
 *
 * @param kind one of these words; empty without winners
 * @param winners option ids
 */
public record Outcome(String kind, List<String> winners) {
  private static final Outcome NONE = new Outcome("", List.of());

  /**
   * @param result the method's result of the tally
   */
  public static Outcome of(Poll poll, Tally tally, Map<String, Object> result) {
    if (!poll.settings().marks()
        || !tally.last()
        || tally.ballots() == 0
        || !(result.get("winners") instanceof List<?> winners)
        || winners.isEmpty()) {
      return NONE;
    }
    List<String> ids = winners.stream().map(String.class::cast).toList();
    if ("stv".equals(poll.settings().own().get("count"))) {
      return new Outcome("elected", ids);
    }
    return new Outcome(ids.size() > 1 ? "tied" : "won", ids);
  }

  /**
   * Adds a last column with the outcome to the table of the same result, whose rows must begin with
   * option ids.
   */
  public VotingMethod.Table in(VotingMethod.Table table) {
    List<String> head = new ArrayList<>(table.head());
    head.add("outcome");
    List<List<Object>> rows = new ArrayList<>(table.rows().size());
    for (List<Object> row : table.rows()) {
      List<Object> marked = new ArrayList<>(row);
      marked.add(winners.contains(row.get(0)) ? kind : "");
      rows.add(marked);
    }
    return new VotingMethod.Table(head, rows);
  }
}
