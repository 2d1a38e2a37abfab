package io.votehub.method;

import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who won a poll by its result, and how: {@code won} alone, {@code tied} with others, or {@code
 * elected} to one of several seats. Before the result is final, and without votes, nobody has; and
 * of a poll whose settings say so, nobody is said to have.
 *
 * @param kind one of these words; empty while nobody has won
 * @param winners the ids of those who did
 */
public record Outcome(String kind, List<String> winners) {
  private static final Outcome NONE = new Outcome("", List.of());

  /**
   * @param result what the poll's method makes of the tally
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
   * The table of the same result, whose rows begin with an option's id, with a last column for the
   * outcome.
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
