package io.votehub.method.ranked;

import io.votehub.method.VotingMethod;
import io.votehub.poll.Ballot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ranked poll and the ballots cast on it, for tests. */
public final class RankedElection {
  private final VotingMethod method = new RankedChoice();
  private final Map<String, Long> cells = new LinkedHashMap<>();
  private final Poll poll;
  private long ballots;

  private RankedElection(Map<String, ?> settings, List<String> options) {
    Map<String, Object> own = method.settings(settings, options.size());
    poll =
        Poll.draft(
            "p",
            "R",
            "?",
            "ranked",
            options.stream().map(id -> new Option(id, "The " + id)).toList(),
            PollSettings.DEFAULT.withOwn(own),
            0);
  }

  /** An election with these options, in this order. */
  static RankedElection by(String count, List<String> options) {
    return new RankedElection(Map.of("count", count), options);
  }

  /** The same with its options' ids in one text. */
  static RankedElection by(String count, String options) {
    return by(count, List.of(options.split(" ", -1)));
  }

  static RankedElection stv(int seats, List<String> options) {
    return new RankedElection(Map.of("count", "stv", "seats", seats), options);
  }

  static RankedElection stv(int seats, String options) {
    return stv(seats, List.of(options.split(" ", -1)));
  }

  /** Casts ballots as {@code 42 a b=c d}: how many, and the ranking, best first. */
  RankedElection cast(String... weighted) {
    for (String each : weighted) {
      String[] words = each.split(" ", -1);
      List<Object> ranking = new ArrayList<>();
      for (String place : Arrays.copyOfRange(words, 1, words.length)) {
        ranking.add(place.contains("=") ? List.of(place.split("=", -1)) : place);
      }
      cast(Long.parseLong(words[0]), ranking);
    }
    return this;
  }

  void cast(long weight, List<?> ranking) {
    read(ranking).cells().forEach(cell -> cells.merge(cell, weight, Long::sum));
    ballots += weight;
  }

  Ballot read(Object ranking) {
    return method.read(poll, Map.of("ranking", ranking));
  }

  Poll poll() {
    return poll;
  }

  Tally tally() {
    return new Tally(1, ballots, false, Collections.unmodifiableMap(cells));
  }

  Map<String, Object> result() {
    return method.result(poll, tally());
  }

  VotingMethod.Table table() {
    return method.table(poll, tally());
  }

  List<?> winners() {
    return (List<?>) result().get("winners");
  }

  List<?> ranking() {
    return (List<?>) result().get("ranking");
  }

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> rounds() {
    return (List<Map<String, Object>>) result().get("rounds");
  }

  /** A field of each round. */
  List<?> each(String field) {
    return rounds().stream().map(round -> round.get(field)).toList();
  }

  /** The votes of a round as a text, such as {@code a 3, b 2}. */
  String votes(int round) {
    Map<?, ?> votes = (Map<?, ?>) rounds().get(round).get("votes");
    List<String> words = new ArrayList<>();
    votes.forEach((id, number) -> words.add(id + " " + number));
    return String.join(", ", words);
  }

  /** The pairwise matrix, or the points, as they stand in the result. */
  Map<?, ?> field(String name) {
    return new LinkedHashMap<>((Map<?, ?>) result().get(name));
  }
}
