package io.votehub.verify;

import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Tally;
import io.votehub.proof.BallotLine;
import io.votehub.proof.CanonicalJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A poll with ballots drawn by a seed, as a seal has them, and the hub's own result. */
record SampleBallots(String name, Poll poll, List<String> lines, long weight) {
  private static final long SEED = 20_261_129;

  /**
   * Polls of every method whose ballots may be public: without ballots, with few, and with ties.
   */
  static List<SampleBallots> all() {
    List<SampleBallots> all = new ArrayList<>();
    for (int ballots : List.of(0, 1, 2, 3, 7, 40)) {
      all.add(sample("single", Map.of(), 3, ballots, false, false));
      all.add(sample("single", Map.of(), 4, ballots, true, true));
      all.add(sample("multiple", Map.of("min", 0, "max", 3), 5, ballots, true, false));
      all.add(sample("score", Map.of(), 4, ballots, false, true));
      all.add(sample("score", Map.of("min", 0, "max", 5, "rank", "mean"), 4, ballots, true, false));
      all.add(sample("points", Map.of("total", 100), 4, ballots, false, true));
      all.add(sample("grades", Map.of(), 5, ballots, true, true));
      all.add(sample("grades", Map.of("grades", List.of("yes", "no")), 3, ballots, false, false));
      for (String count : List.of("irv", "borda", "schulze", "rankedpairs")) {
        all.add(sample("ranked", Map.of("count", count), 5, ballots, false, false));
        all.add(sample("ranked", Map.of("count", count), 3, ballots, true, true));
      }
      all.add(sample("ranked", Map.of("count", "stv", "seats", 2), 5, ballots, false, false));
      all.add(sample("ranked", Map.of("count", "stv", "seats", 3), 6, ballots, true, true));
      all.add(sample("number", Map.of(), 0, ballots, false, true));
      all.add(sample("number", Map.of("min", -3, "max", 40, "step", 0.5), 0, ballots, true, false));
      all.add(sample("number", Map.of("min", 0.1, "max", 3), 0, ballots, false, false));
    }
    return all;
  }

  /** A poll whose ballots are drawn by its own name. */
  static SampleBallots sample(
      String method,
      Map<String, Object> settings,
      int options,
      int ballots,
      boolean abstain,
      boolean weighted) {
    String name =
        String.join(
            " ",
            method,
            CanonicalJson.write(settings),
            ballots + " ballots of " + options,
            abstain ? "abstain" : "",
            weighted ? "weighted" : "");
    Poll poll = poll(method, settings, options, abstain, weighted);
    return of(name.strip(), poll, ballots, new Random(SEED + name.hashCode()));
  }

  private static Poll poll(
      String method, Map<String, Object> settings, int options, boolean abstain, boolean weighted) {
    List<Option> all =
        IntStream.range(0, options)
            .mapToObj(i -> Character.toString('a' + i))
            .map(id -> new Option(id, id.toUpperCase(Locale.ROOT) + " “ö”\n😀"))
            .toList();
    Map<String, Object> own = VotingMethods.standard().get(method).settings(settings, options);
    PollSettings base =
        new PollSettings(
            true, PollSettings.Results.LIVE, false, 0, true, abstain, false, Optional.empty(), own);
    return Poll.draft(
            "p1", "ROOM42", "Which?", method, all, base.withProof(PollSettings.Proof.BALLOTS), 0)
        .withElectorate(weighted ? Optional.of("roll") : Optional.empty());
  }

  private static SampleBallots of(String name, Poll poll, int ballots, Random random) {
    VotingMethod method = VotingMethods.standard().of(poll);
    List<String> lines = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < ballots; i++) {
      long weight = poll.electorate().isPresent() ? 1 + random.nextInt(4) : 1;
      boolean abstains = poll.settings().abstain() && random.nextInt(6) == 0;
      Ballot read = method.read(poll, abstains ? Map.of("abstain", true) : drawn(poll, random));
      lines.add(BallotLine.of(io.votehub.json.Json.write(read.value()), weight));
      total += weight;
    }
    lines.sort(Comparator.comparing(BallotLine::leafHash));
    return new SampleBallots(name, poll, List.copyOf(lines), total);
  }

  private static Map<String, Object> drawn(Poll poll, Random random) {
    List<String> ids = new ArrayList<>(poll.options().stream().map(Option::id).toList());
    Collections.shuffle(ids, random);
    int some = ids.isEmpty() ? 0 : 1 + random.nextInt(ids.size());
    return switch (poll.method()) {
      case "single" -> Map.of("choice", ids.get(0));
      case "multiple" ->
          Map.of("choices", ids.subList(0, Math.min(some - 1, poll.settings().whole("max"))));
      case "score" -> Map.of("scores", values(ids.subList(0, some), i -> score(poll, random)));
      case "points" -> Map.of("points", values(ids.subList(0, some), i -> random.nextInt(25)));
      case "grades" -> {
        List<?> grades = (List<?>) poll.settings().own().get("grades");
        yield Map.of(
            "grades", values(ids.subList(0, some), i -> grades.get(random.nextInt(grades.size()))));
      }
      case "ranked" -> Map.of("ranking", ranking(poll, ids.subList(0, some), random));
      default -> Map.of("number", number(poll, random));
    };
  }

  private static int score(Poll poll, Random random) {
    int min = poll.settings().whole("min");
    return min + random.nextInt(poll.settings().whole("max") - min + 1);
  }

  private static Map<String, Object> values(
      List<String> ids, java.util.function.IntFunction<Object> value) {
    Map<String, Object> values = new LinkedHashMap<>();
    ids.forEach(id -> values.put(id, value.apply(0)));
    return values;
  }

  private static List<Object> ranking(Poll poll, List<String> ids, Random random) {
    Object count = poll.settings().own().get("count");
    boolean ties = !"irv".equals(count) && !"stv".equals(count);
    if (ties && ids.size() > 2 && random.nextBoolean()) {
      return List.of(ids.get(0), List.copyOf(ids.subList(1, ids.size())));
    }
    return List.copyOf(ids);
  }

  private static Object number(Poll poll, Random random) {
    if (poll.settings().own().containsKey("step")) {
      return new BigDecimal(random.nextInt(60)).divide(BigDecimal.valueOf(2));
    }
    if (poll.settings().own().containsKey("min")) {
      return new BigDecimal(random.nextInt(20) + 10).movePointLeft(1);
    }
    return switch (random.nextInt(6)) {
      case 0 -> new BigDecimal("123456789012345.123456789");
      case 1 -> new BigDecimal("-0.000000001");
      case 2 -> new BigDecimal("1000000000000000");
      case 3 -> 0;
      default -> new BigDecimal(random.nextInt(2000) - 1000).movePointLeft(random.nextInt(4));
    };
  }

  /** The result that the hub gives. */
  Map<String, Object> result() {
    VotingMethod method = VotingMethods.standard().of(poll);
    Map<String, Long> cells = new HashMap<>();
    for (String line : lines) {
      Map<String, Object> value = ConformanceVectors.json(line);
      long times = 1;
      if (value.containsKey("weight")) {
        times = ((Number) value.get("weight")).longValue();
        value = ConformanceVectors.json(CanonicalJson.write(value.get("ballot")));
      }
      if (value.get("number") instanceof String text) {
        value = Map.of("number", new BigDecimal(text));
      }
      for (String cell : method.cells(method.read(poll, value), "", 0)) {
        cells.merge(cell, times, Long::sum);
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("method", poll.method());
    result.putAll(method.result(poll, new Tally(1, lines.size(), true, cells)));
    return result;
  }
}
