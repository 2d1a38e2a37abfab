package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.draft.PollSpec;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedBallotTest {
  private final VotingMethod method = VotingMethods.standard().get("ranked");

  private static RankedElection by(String count) {
    return RankedElection.by(count, "a b c d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"irv", "stv", "borda", "schulze", "rankedpairs"})
  void anInvalidRankingIsRefusedWithAReason(String count) {
    RankedElection poll = by(count);
    assertBad(poll, "b", "must be a list");
    assertBad(poll, Map.of("b", 1), "must be a list");
    assertBad(poll, List.of(), "is empty");
    assertBad(poll, List.of("a", "z"), "no such option");
    assertBad(poll, List.of("a", 1), "a string");
    assertBad(poll, Arrays.asList("a", null), "a string");
    assertBad(poll, List.of("a", Double.NaN), "a string");
    assertBad(poll, List.of("a", Map.of()), "a string");
    assertBad(poll, List.of("a", "b", "a"), "twice");
    assertBad(poll, Collections.nCopies(100_000, "a"), "more places");
    assertThatThrownBy(() -> method.read(poll.poll(), Map.of()))
        .hasMessageContaining("needs the field 'ranking'");
    assertThatThrownBy(
            () -> method.read(poll.poll(), Map.of("ranking", List.of("a"), "choice", "a")))
        .hasMessageContaining("beside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"irv", "stv"})
  void countsInRoundsRefuseTies(String count) {
    assertBad(by(count), List.of("a", List.of("b", "c")), "cannot tie");
    assertBad(by(count), List.of(List.of("a")), "cannot tie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"borda", "schulze", "rankedpairs"})
  void anInvalidTieIsRefusedWithAReason(String count) {
    RankedElection poll = by(count);
    assertBad(poll, List.of("a", List.of()), "tie in the ranking is empty");
    assertBad(poll, List.of("a", List.of("b", "b")), "twice");
    assertBad(poll, List.of("a", List.of("a", "b")), "twice");
    assertBad(poll, List.of(List.of("a", List.of("b"))), "a string");
    assertBad(poll, List.of(Collections.nCopies(100_000, "a")), "twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"borda", "schulze", "rankedpairs"})
  void equivalentRankingsAreTheSameBallot(String count) {
    RankedElection poll = by(count);

    assertSame(poll, List.of("b", List.of("c", "a")), List.of("b", List.of("a", "c")));
    assertSame(poll, List.of("b", List.of("c")), List.of("b", "c"));
    assertSame(poll, List.of("b", List.of("a", "c", "d")), List.of("b"));
    assertSame(poll, List.of("a", "b", "c"), List.of("a", "b", "c", "d"));
    assertSame(poll, List.of("a", "b", "c"), List.of("a", "b", "c", List.of("d")));
    assertThat(poll.read(List.of("b", List.of("d", "c", "a"))).value())
        .isEqualTo(Map.of("ranking", List.of("b")));
    assertThat(poll.read(List.of("a", "b", "c")).value())
        .isEqualTo(Map.of("ranking", List.of("a", "b", "c", "d")));
    assertThat(poll.read(List.of(List.of("d", "c", "b", "a"))).value())
        .isEqualTo(Map.of("ranking", List.of(List.of("a", "b", "c", "d"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"irv", "stv"})
  void anIncompleteRankingIsKept(String count) {
    assertThat(by(count).read(List.of("c", "a", "b")))
        .isEqualTo(new Ballot(Map.of("ranking", List.of("c", "a", "b")), List.of("CAB")));
  }

  @Test
  void aRankingOfManyOptionsIncrementsFewCells() {
    List<String> options = IntStream.range(0, 40).mapToObj(i -> "option-" + i).toList();
    List<String> five = options.subList(10, 15);

    assertThat(RankedElection.by("irv", options).read(options).cells()).hasSize(1);
    assertThat(RankedElection.by("borda", options).read(options).cells()).hasSize(39);
    assertThat(RankedElection.by("schulze", options).read(five).cells()).hasSize(5 + 10);
    assertThat(RankedElection.by("schulze", options).read(options).cells())
        .hasSize(39 + 39 * 38 / 2)
        .doesNotHaveDuplicates();
  }

  @Test
  void theCountIsIrvUnlessAnotherIsChosen() {
    assertThat(method.settings(Map.of(), 3)).isEqualTo(Map.of("count", "irv"));
    assertThat(method.settings(Map.of("count", "borda"), 3)).isEqualTo(Map.of("count", "borda"));
    assertThat(method.settings(Map.of("count", "stv", "seats", 2), 3))
        .isEqualTo(Map.of("count", "stv", "seats", 2));
    assertThat(method.settings(Map.of("count", "stv"), 3))
        .isEqualTo(Map.of("count", "stv", "seats", 1));
  }

  @Test
  void invalidSettingsAreRefusedWithTheirPath() {
    assertBadSetting(Map.of("count", "plurality"), "/settings/count", "irv, stv, borda");
    assertBadSetting(Map.of("count", 1), "/settings/count", "Must be one of");
    assertBadSetting(Map.of("seats", 2), "/settings/seats", "Only the count 'stv'");
    assertBadSetting(Map.of("count", "stv", "seats", 0), "/settings/seats", "from 1 to 3");
    assertBadSetting(Map.of("count", "stv", "seats", 4), "/settings/seats", "from 1 to 3");
    assertBadSetting(Map.of("winners", 2), "/settings/winners", "Unknown");
  }

  @Test
  void twoToFortyOptionsCanBeRanked() {
    VotingMethods methods = VotingMethods.standard();
    for (int bad : List.of(1, 41)) {
      Map<String, Object> spec =
          Map.of("question", "?", "method", "ranked", "options", Collections.nCopies(bad, "x"));
      assertThatThrownBy(() -> PollSpec.read(spec, methods))
          .hasMessageContaining("from 2 to 40 options");
    }
  }

  @Test
  void anExportedBallotIsThePlaceOfEachOption() {
    RankedElection poll = by("schulze");

    assertThat(method.columns(poll.poll())).containsExactly("a", "b", "c", "d");
    assertThat(row(poll, List.of("c", List.of("a", "b")))).containsExactly(2, 2, 1, 3);
    assertThat(row(poll, List.of("d", "b"))).containsExactly("", 2, "", 1);
    assertThat(row(by("irv"), List.of("d", "b"))).containsExactly("", 2, "", 1);
  }

  private List<Object> row(RankedElection poll, List<?> ranking) {
    return method.row(poll.poll(), poll.read(ranking).value());
  }

  private static void assertSame(RankedElection poll, List<?> one, List<?> other) {
    assertThat(poll.read(one)).isEqualTo(poll.read(other));
  }

  private static void assertBad(RankedElection poll, Object ranking, String message) {
    assertThatThrownBy(() -> poll.read(ranking))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.BAD_BALLOT));
  }

  private void assertBadSetting(Map<String, ?> given, String pointer, String message) {
    assertThatThrownBy(() -> method.settings(given, 3))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.faults().get(0).pointer()).isEqualTo(pointer));
  }
}
