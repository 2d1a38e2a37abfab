package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChoiceMethodsTest {
  private static final List<Option> OPTIONS =
      List.of(new Option("a", "A"), new Option("b", "B"), new Option("c", "C"));
  private final VotingMethods methods = VotingMethods.standard();

  private Poll poll(String method, Map<String, ?> given) {
    Map<String, Object> own = methods.get(method).settings(given, OPTIONS.size());
    return Poll.draft("p", "R", "?", method, OPTIONS, PollSettings.DEFAULT.withOwn(own), 0);
  }

  private Ballot read(Poll poll, Map<String, ?> ballot) {
    return methods.of(poll).read(poll, ballot);
  }

  @Test
  void aSingleChoiceIsOneCell() {
    assertThat(read(poll("single", Map.of()), Map.of("choice", "b")).cells()).containsExactly("b");
  }

  @Test
  void anInvalidSingleChoiceIsRefusedWithAReason() {
    Poll poll = poll("single", Map.of());
    assertBadBallot(() -> read(poll, Map.of()), "needs the field 'choice'");
    assertBadBallot(() -> read(poll, Map.of("choice", "z")), "no such option");
    assertBadBallot(() -> read(poll, Map.of("choice", 1)), "a string");
    assertBadBallot(() -> read(poll, Map.of("choice", "a", "choices", List.of())), "beside");
  }

  @Test
  void theOrderOfSeveralChoicesDoesNotMatter() {
    Poll poll = poll("multiple", Map.of());
    assertThat(read(poll, Map.of("choices", List.of("c", "a"))))
        .isEqualTo(read(poll, Map.of("choices", List.of("a", "c"))));
  }

  @Test
  void tooManyTooFewOrDuplicateChoicesAreRefused() {
    Poll poll = poll("multiple", Map.of("min", 1, "max", 2));
    assertBadBallot(() -> read(poll, Map.of("choices", List.of())), "from 1 to 2");
    assertBadBallot(() -> read(poll, Map.of("choices", List.of("a", "b", "c"))), "from 1 to 2");
    assertBadBallot(() -> read(poll, Map.of("choices", List.of("a", "a"))), "twice");
    assertBadBallot(() -> read(poll, Map.of("choices", "a")), "list");
  }

  @Test
  void theResultHasVotesSharesAndAllWinnersOfATie() {
    Poll poll = poll("single", Map.of());
    Tally tally = new Tally(1, 4, false, Map.of("a", 2L, "c", 2L));

    Map<String, Object> result = methods.of(poll).result(poll, tally);

    assertThat(result.get("winners")).isEqualTo(List.of("a", "c"));
    assertThat(result.get("options"))
        .isEqualTo(
            List.of(
                Map.of("id", "a", "votes", 2L, "share", 0.5),
                Map.of("id", "b", "votes", 0L, "share", 0.0),
                Map.of("id", "c", "votes", 2L, "share", 0.5)));
  }

  @Test
  void withoutVotesNobodyWins() {
    Poll poll = poll("multiple", Map.of());
    assertThat(methods.of(poll).result(poll, Tally.empty(1)).get("winners")).isEqualTo(List.of());
  }

  @Test
  void theMinimumAndMaximumOfChoicesAreChecked() {
    assertThat(poll("multiple", Map.of()).settings().own()).isEqualTo(Map.of("min", 1, "max", 3));
    for (Map<String, ?> bad :
        List.of(
            Map.of("max", 4), Map.of("max", 0), Map.of("min", 3, "max", 2), Map.of("min", "1"))) {
      assertThatThrownBy(() -> poll("multiple", bad))
          .isInstanceOfSatisfying(
              Refusal.class,
              no -> assertThat(no.faults().get(0).pointer()).startsWith("/settings/m"));
    }
    assertThatThrownBy(() -> poll("single", Map.of("max", 2))).isInstanceOf(Refusal.class);
  }

  private static void assertBadBallot(ThrowingCallable reading, String message) {
    assertThatThrownBy(reading)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.BAD_BALLOT));
  }
}
