package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Properties of every method with scores, grades, points, numbers, words or texts. */
class RatedMethodLawsTest {
  private static final List<String> IDS = List.of("a", "b", "c");

  /** A poll and the ballots cast on it in order. */
  record Election(SamplePoll trial, List<Map<String, Object>> ballots) {}

  @Provide
  Arbitrary<Election> elections() {
    return Arbitraries.oneOf(
        perOption("score", Map.of(), "scores", Arbitraries.integers().between(-2, 2)),
        perOption("score", Map.of("rank", "mean"), "scores", Arbitraries.integers().between(-2, 2)),
        perOption("grades", Map.of(), "grades", Arbitraries.of("excellent", "good", "reject")),
        perOption("points", Map.of(), "points", Arbitraries.integers().between(0, 33)),
        single(
            "number",
            "number",
            Arbitraries.bigDecimals()
                .between(new BigDecimal("-30"), new BigDecimal("30"))
                .ofScale(1)),
        single(
            "words",
            "words",
            Arbitraries.of(
                    "Fun", "fun", " fast ", "\u0130", "i", "A\u030A", "\u212B", "\u03A3\u03A3")
                .list()
                .ofSize(1)),
        single(
            "text",
            "text",
            Arbitraries.strings().ofMinLength(1).ofMaxLength(20).map(s -> "x" + s)));
  }

  private static Arbitrary<Election> perOption(
      String method, Map<String, ?> settings, String field, Arbitrary<?> values) {
    Arbitrary<Map<String, Object>> ballots =
        Arbitraries.maps(Arbitraries.of(IDS), values.map(Object.class::cast))
            .map(map -> Map.of(field, map));
    return elections(SamplePoll.of(method, settings, IDS.toArray(String[]::new)), ballots);
  }

  private static Arbitrary<Election> single(String method, String field, Arbitrary<?> values) {
    return elections(SamplePoll.of(method, Map.of()), values.map(value -> Map.of(field, value)));
  }

  private static Arbitrary<Election> elections(
      SamplePoll trial, Arbitrary<Map<String, Object>> ballots) {
    return ballots.list().ofMaxSize(12).map(all -> new Election(trial, all));
  }

  @Property
  void aBallotIsReadUnchangedFromItsCanonicalForm(@ForAll("elections") Election election)
      throws BadJsonException {
    for (Map<String, Object> each : election.ballots) {
      Ballot ballot = election.trial.read(each);
      String written = Json.write(ballot.value());

      Ballot again = election.trial.read(Json.readObject(written));

      assertThat(again).isEqualTo(ballot);
      assertThat(Json.write(again.value())).isEqualTo(written);
      assertThat(ballot.cells()).doesNotHaveDuplicates();
      election.trial.method().row(election.trial.poll(), Json.readObject(written));
    }
  }

  /**
   * Any input is either refused or read as a ballot whose canonical form is read as the same
   * ballot.
   */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void anyInputIsABallotOrRefused(
      @ForAll("trials") SamplePoll trial, @ForAll("anything") Object anything)
      throws BadJsonException {
    String field = trial.method().name().equals("score") ? "scores" : trial.method().name();
    try {
      Ballot ballot = trial.read(Collections.singletonMap(field, anything));
      String written = Json.write(ballot.value());
      assertThat(Json.write(trial.read(Json.readObject(written)).value())).isEqualTo(written);
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_BALLOT);
      assertThat(refusal.getMessage()).hasSizeBetween(10, 200);
    }
  }

  @Provide
  Arbitrary<SamplePoll> trials() {
    return Arbitraries.of("score", "grades", "points", "number", "words", "text")
        .map(method -> SamplePoll.of(method, Map.of(), "a", "b"));
  }

  @Provide
  Arbitrary<Object> anything() {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.just(null),
            Arbitraries.of(true, false),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.doubles(),
            Arbitraries.of("good", "a", "reject", "1e5"),
            Arbitraries.strings().ofMaxLength(50),
            Arbitraries.strings()
                .withChars("aI\u0130\u0307\u0323\u03A3\u200B\u200D \n")
                .ofMaxLength(8),
            Combinators.combine(Arbitraries.bigIntegers(), Arbitraries.integers())
                .as(BigDecimal::new));
    return nested(nested(plain));
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> inner) {
    return Arbitraries.oneOf(
        inner,
        inner.list().ofMaxSize(4).map(Object.class::cast),
        Arbitraries.maps(Arbitraries.of("a", "b", "z", ""), inner)
            .ofMaxSize(3)
            .map(Object.class::cast));
  }

  /** The assignment of ballots to voters and their order change nothing but times and ids. */
  @Property
  void theResultDoesNotDependOnTheOrderOfBallots(
      @ForAll("elections") Election election, @ForAll Random random) {
    List<Map<String, Object>> shuffled = new ArrayList<>(election.ballots);
    Collections.shuffle(shuffled, random);

    if (election.trial.method().name().equals("text")) {
      assertThat(texts(election.trial.result(shuffled)))
          .containsExactlyInAnyOrderElementsOf(texts(election.trial.result(election.ballots)));
    } else {
      assertThat(election.trial.result(shuffled))
          .isEqualTo(election.trial.result(election.ballots));
    }
  }

  private static List<Object> texts(Map<String, Object> result) {
    return ((List<?>) result.get("entries"))
        .stream().<Object>map(entry -> ((Map<?, ?>) entry).get("text")).toList();
  }

  @Property
  void theResultDoesNotDependOnTheOrderOfOptions(
      @ForAll("elections") Election election, @ForAll Random random) {
    List<Option> options = new ArrayList<>(election.trial.poll().options());
    Collections.shuffle(options, random);
    Map<String, Object> one = election.trial.result(election.ballots);
    Map<String, Object> other = election.trial.withOptions(options).result(election.ballots);

    assertThat(orderless(other)).isEqualTo(orderless(one));
  }

  /** A result in which lists in the poll's order are sets. */
  private static Map<String, Object> orderless(Map<String, Object> result) {
    Map<String, Object> free = new HashMap<>(result);
    free.computeIfPresent("options", (field, rows) -> new HashSet<>((List<?>) rows));
    free.computeIfPresent("winners", (field, ids) -> new HashSet<>((List<?>) ids));
    free.computeIfPresent(
        "ranking",
        (field, places) ->
            ((List<?>) places)
                .stream().<Set<Object>>map(place -> new HashSet<>((List<?>) place)).toList());
    free.remove("entries");
    return free;
  }

  /** Votes, changes and withdrawals (as a reset of one voter), counted in order. */
  @Property
  void incrementallyUpdatedCellsEqualARecount(
      @ForAll("elections") Election election,
      @ForAll("voters") List<Tuple.Tuple2<Integer, Boolean>> acts) {
    Map<String, Long> moved = new HashMap<>();
    Map<Integer, List<String>> standing = new HashMap<>();
    for (int i = 0; i < Math.min(acts.size(), election.ballots.size()); i++) {
      int voter = acts.get(i).get1();
      standing.getOrDefault(voter, List.of()).forEach(cell -> moved.merge(cell, -1L, Long::sum));
      standing.remove(voter);
      if (acts.get(i).get2()) {
        List<String> cells =
            election
                .trial
                .method()
                .cells(election.trial.read(election.ballots.get(i)), "v" + voter, i);
        cells.forEach(cell -> moved.merge(cell, 1L, Long::sum));
        standing.put(voter, cells);
      }
    }
    moved.values().removeIf(sum -> sum == 0);
    Map<String, Long> recount = new HashMap<>();
    standing.values().forEach(all -> all.forEach(cell -> recount.merge(cell, 1L, Long::sum)));

    assertThat(moved).isEqualTo(recount);
    assertThat(election.trial.result(new Tally(1, standing.size(), false, moved)))
        .isEqualTo(election.trial.result(new Tally(9, standing.size(), true, recount)));
  }

  @Provide
  Arbitrary<List<Tuple.Tuple2<Integer, Boolean>>> voters() {
    Arbitrary<Boolean> votes = Arbitraries.of(true, true, true, false);
    return Combinators.combine(Arbitraries.integers().between(0, 3), votes)
        .as(Tuple::of)
        .list()
        .ofSize(12);
  }

  /** A ballot that raises only the winner keeps it winning. */
  @Property
  void raisingTheWinnerKeepsItWinning(
      @ForAll("elections") Election election, @ForAll Random random) {
    SamplePoll trial = election.trial;
    if (election.ballots.isEmpty() || trial.poll().options().isEmpty()) {
      return;
    }
    List<?> winners = (List<?>) trial.result(election.ballots).get("winners");
    for (Object winner : winners) {
      List<Map<String, Object>> raised = new ArrayList<>(election.ballots);
      int which = random.nextInt(raised.size());
      raised.set(which, raised(raised.get(which), (String) winner));
      List<Object> after = new ArrayList<>((List<?>) trial.result(raised).get("winners"));
      assertThat(after).contains(winner);
    }
  }

  private static Map<String, Object> raised(Map<String, Object> ballot, String option) {
    String field = ballot.keySet().iterator().next();
    Map<String, Object> values = new HashMap<>();
    ((Map<?, ?>) ballot.get(field)).forEach((id, value) -> values.put((String) id, value));
    Object old = values.get(option);
    switch (field) {
      // An option that is not scored stays so, because a score could lower its mean.
      case "scores" ->
          values.computeIfPresent(option, (id, score) -> Math.min(2, (Integer) score + 1));
      case "points" -> values.put(option, old == null ? 1 : (Integer) old + 1);
      default -> values.put(option, "good".equals(old) ? "excellent" : old == null ? "good" : old);
    }
    return Map.of(field, values);
  }
}
