package io.votehub.bench;

import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Tally;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Measures how long a method takes to compute a result from its cells, with 100,000 standing
 * ballots on 10 options: the median and the slowest of the last runs, in CPU time of the calling
 * thread, which does not depend on the load of the machine.
 */
public final class MethodBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BALLOTS = 100_000;
  private static final int WARM_UPS = 30;
  private static final int RUNS = 51;
  private static final List<Option> OPTIONS =
      IntStream.range(0, 10).mapToObj(i -> new Option("o" + i, "Option " + i)).toList();

  private static final List<String> GRADES =
      List.of("excellent", "very-good", "good", "passable", "poor", "reject");

  /** A poll and random ballots of its voters. */
  private record Trial(
      String name,
      String method,
      Map<String, ?> settings,
      Function<SplittableRandom, Map<String, ?>> voter) {}

  private static final List<Trial> TRIALS =
      List.of(
          new Trial("single", "single", Map.of(), r -> Map.of("choice", "o" + r.nextInt(10))),
          new Trial(
              "score, -2 to 2", "score", Map.of(), r -> each(r, "scores", n -> n.nextInt(-2, 3))),
          new Trial(
              "score, 0 to 100, by mean",
              "score",
              Map.of("min", 0, "max", 100, "rank", "mean"),
              r -> each(r, "scores", n -> n.nextInt(101))),
          new Trial(
              "grades, 6",
              "grades",
              Map.of(),
              r -> each(r, "grades", n -> GRADES.get(n.nextInt(6)))),
          new Trial("points, 100", "points", Map.of(), r -> each(r, "points", n -> n.nextInt(11))),
          new Trial(
              "points, 10,000",
              "points",
              Map.of("total", 10_000),
              r -> each(r, "points", n -> n.nextInt(1001))),
          ranked("irv", Map.of()),
          ranked("stv", Map.of("seats", 3)),
          ranked("borda", Map.of()),
          ranked("schulze", Map.of()),
          ranked("rankedpairs", Map.of()),
          new Trial(
              "number, 0 to 100",
              "number",
              Map.of("min", 0, "max", 100, "step", 1),
              r -> Map.of("number", r.nextInt(101))),
          new Trial(
              "number, almost all different",
              "number",
              Map.of(),
              r -> Map.of("number", BigDecimal.valueOf(r.nextLong(1_000_000_000_000L), 6))),
          new Trial(
              "words, almost all different",
              "words",
              Map.of(),
              r -> Map.of("words", List.of("w" + r.nextInt(1_000_000)))),
          new Trial(
              "text", "text", Map.of(), r -> Map.of("text", "What about " + r.nextInt() + "?")));

  private MethodBench() {}

  public static void main(String[] args) {
    System.out.println("| poll | cells in the tally | result, ms | slowest, ms |");
    System.out.println("|---|---|---|---|");
    TRIALS.forEach(MethodBench::measure);
  }

  /** Random complete rankings, nearly all distinct: the worst case of runoffs. */
  private static Trial ranked(String count, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("count", count);
    return new Trial(
        "ranked, " + count,
        "ranked",
        all,
        random -> {
          List<String> ranking = new ArrayList<>(OPTIONS.stream().map(Option::id).toList());
          Collections.shuffle(ranking, new Random(random.nextLong()));
          return Map.of("ranking", ranking);
        });
  }

  private static Map<String, ?> each(
      SplittableRandom random, String field, Function<SplittableRandom, Object> value) {
    Map<String, Object> values = new LinkedHashMap<>();
    OPTIONS.forEach(option -> values.put(option.id(), value.apply(random)));
    return Map.of(field, values);
  }

  private static void measure(Trial trial) {
    VotingMethod method = VotingMethods.standard().get(trial.method);
    PollSettings settings =
        PollSettings.DEFAULT.withOwn(method.settings(trial.settings, OPTIONS.size()));
    Poll poll = Poll.draft("p", "R", "?", trial.method, OPTIONS, settings, 0);
    Tally tally = count(trial, method, poll).bounded(method.maxCells());
    report(trial.name, tally, time(method, poll, tally));
  }

  private static Tally count(Trial trial, VotingMethod method, Poll poll) {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Long> cells = new HashMap<>();
    for (int voter = 0; voter < BALLOTS; voter++) {
      Ballot ballot = method.read(poll, trial.voter.apply(random));
      method
          .cells(ballot, "voter" + voter, 1_700_000_000_000L + voter)
          .forEach(cell -> cells.merge(cell, 1L, Long::sum));
    }
    return new Tally(1, BALLOTS, false, cells);
  }

  /** CPU time in nanoseconds, ascending. */
  private static long[] time(VotingMethod method, Poll poll, Tally tally) {
    long[] nanos = new long[RUNS];
    int fields = 0;
    for (int run = -WARM_UPS; run < RUNS; run++) {
      long from = THREADS.getCurrentThreadCpuTime();
      fields += method.result(poll, tally).size();
      if (run >= 0) {
        nanos[run] = THREADS.getCurrentThreadCpuTime() - from;
      }
    }
    if (fields == 0) {
      throw new IllegalStateException("No result");
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void report(String name, Tally tally, long[] nanos) {
    System.out.printf(
        "| %s | %,d | %.2f | %.2f |%n",
        name, tally.cells().size(), nanos[RUNS / 2] / 1e6, nanos[RUNS - 1] / 1e6);
  }
}
