package io.votehub.method.ranked;

import io.votehub.method.Decimal;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rounds of a count, as shown in results and tables.
 *
 * @param decimals decimal places of the votes
 */
record Rounds(Poll poll, List<Round> rounds, int decimals) {
  Rounds {
    rounds = List.copyOf(rounds);
  }

  /** All elected options, in the poll's order. */
  List<String> winners() {
    return ids(rounds.stream().flatMap(round -> round.elected().stream()).sorted().toList());
  }

  /** The rounds as specified by the contract. */
  List<Map<String, Object>> json() {
    List<Map<String, Object>> json = new ArrayList<>(rounds.size());
    for (Round round : rounds) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("votes", votes(round.votes()));
      each.put("exhausted", plain(round.exhausted()));
      each.put("elected", ids(round.elected()));
      each.put("eliminated", ids(round.eliminated()));
      Map<String, Object> transfers = new LinkedHashMap<>();
      round.transfers().forEach((from, to) -> transfers.put(id(from), votes(to)));
      each.put("transfers", transfers);
      json.add(each);
    }
    return json;
  }

  /** A row for each option, a column for each round; empty cells follow an exclusion. */
  VotingMethod.Table table() {
    List<String> head = new ArrayList<>(List.of("id", "label"));
    List<Object> exhausted = new ArrayList<>(List.of("", "exhausted"));
    for (Round round : rounds) {
      head.add("round " + (head.size() - 1));
      exhausted.add(plain(round.exhausted()));
    }
    head.add("elected in round");
    exhausted.add("");
    List<List<Object>> rows = new ArrayList<>();
    for (int option = 0; option < poll.options().size(); option++) {
      rows.add(row(option));
    }
    rows.add(exhausted);
    return new VotingMethod.Table(head, rows);
  }

  private List<Object> row(int option) {
    List<Object> row = new ArrayList<>(List.of(id(option), poll.options().get(option).label()));
    Object elected = "";
    for (int i = 0; i < rounds.size(); i++) {
      Long votes = rounds.get(i).votes().get(option);
      row.add(votes == null ? "" : plain(votes));
      if (rounds.get(i).elected().contains(option)) {
        elected = i + 1;
      }
    }
    row.add(elected);
    return row;
  }

  private Map<String, Object> votes(Map<Integer, Long> votes) {
    Map<String, Object> json = new LinkedHashMap<>();
    votes.forEach((option, units) -> json.put(id(option), plain(units)));
    return json;
  }

  private Number plain(long units) {
    return Decimal.plain(BigDecimal.valueOf(units, decimals));
  }

  private List<String> ids(List<Integer> options) {
    return options.stream().map(this::id).toList();
  }

  private String id(int option) {
    return poll.options().get(option).id();
  }
}
