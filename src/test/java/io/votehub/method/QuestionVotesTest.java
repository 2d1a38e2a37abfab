package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a ballot on questions from the floor may say, and how it is counted. */
class QuestionVotesTest {
  private static final String A = "00000000000000aa";
  private static final String B = "00000000000000bb";

  private final SamplePoll plain = SamplePoll.of("questions", Map.of());
  private final SamplePoll withDownvotes = SamplePoll.of("questions", Map.of("downvotes", true));

  private static List<String> ids(int number) {
    return IntStream.range(0, number).mapToObj(i -> String.format("%016x", i)).toList();
  }

  private static void assertRefused(SamplePoll poll, Map<String, ?> ballot, String reason) {
    assertThatThrownBy(() -> poll.read(ballot))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(reason);
  }

  @Test
  void settingsAreThoseThatPresentersExpectUnlessTheyAreGiven() {
    assertThat(plain.poll().settings().own())
        .isEqualTo(
            Map.of(
                "moderated",
                false,
                "perVoter",
                3,
                "maxLength",
                300,
                "downvotes",
                false,
                "names",
                "none"));
    SamplePoll.refusesSettings("questions", Map.of("perVoter", 11), "/settings/perVoter");
    SamplePoll.refusesSettings("questions", Map.of("maxLength", 1001), "/settings/maxLength");
    SamplePoll.refusesSettings("questions", Map.of("names", "required"), "/settings/names");
    SamplePoll.refusesSettings("questions", Map.of("downvotes", 1), "/settings/downvotes");
  }

  @Test
  void aHundredQuestionsAreSupportedAndNotOneMore() {
    assertThat(plain.read(Map.of("up", ids(100))).cells()).hasSize(100);
    assertRefused(plain, Map.of("up", ids(101)), "at most 100");
    List<String> all = ids(101);
    Map<String, ?> both = Map.of("up", all.subList(0, 60), "down", all.subList(60, 101));
    assertRefused(withDownvotes, both, "at most 100");
  }

  @Test
  void onlyWherePresentersAllowItAreQuestionsVotedDown() {
    assertRefused(plain, Map.of("down", List.of(A)), "no downvotes");
    assertThat(plain.read(Map.of("up", List.of(A), "down", List.of())).cells())
        .containsExactly("+" + A);
    assertThat(withDownvotes.read(Map.of("down", List.of(A))).cells()).containsExactly("-" + A);
    assertRefused(
        withDownvotes, Map.of("up", List.of(A), "down", List.of(A)), "both in 'up' and in 'down'");
  }

  @Test
  void whatNamesNoQuestionIsRefused() {
    assertRefused(plain, Map.of("up", "all"), "a list");
    assertRefused(plain, Map.of("up", List.of("a question")), "ids of questions");
    assertRefused(plain, Map.of("up", List.of(7)), "ids of questions");
    assertRefused(plain, Map.of("up", List.of(), "text", "Why?"), "fields beside");
  }

  @Test
  void theSameQuestionsInAnyOrderAndTwiceAreOneBallot() {
    assertThat(plain.read(Map.of("up", List.of(B, A, B))))
        .isEqualTo(plain.read(Map.of("up", List.of(A, B))));
  }

  @Test
  void theScoreIsSupportWithoutOppositionAndTheBestComesFirst() {
    Map<String, Object> result =
        withDownvotes.result(
            List.of(
                Map.of("up", List.of(B)),
                Map.of("up", List.of(A, B)),
                Map.of("up", List.of(B), "down", List.of(A)),
                Map.of("down", List.of(A))));

    assertThat(result)
        .containsEntry(
            "entries",
            List.of(
                Map.of("id", B, "up", 3L, "down", 0L, "score", 3L),
                Map.of("id", A, "up", 1L, "down", 2L, "score", -1L)));
  }
}
