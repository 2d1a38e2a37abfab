package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.draft.PollSpec;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WordCloudTest {
  private static final SamplePoll TRIAL = SamplePoll.of("words", Map.of());

  private static Map<String, ?> words(Object... words) {
    return Map.of("words", Arrays.asList(words));
  }

  private static Map<String, Object> row(String word, long votes) {
    return Map.of("word", word, "votes", votes);
  }

  @Test
  void wordsAreCountedWithoutRegardToCaseAndWhiteSpace() {
    Map<String, Object> result =
        TRIAL.result(
            List.of(
                words(" Fast", "fun"),
                words("FAST\t"),
                words("fun", "so \u00A0\n fast"),
                words("So  Fast", "fast")));

    assertThat(result.get("words"))
        .isEqualTo(List.of(row("fast", 3), row("fun", 2), row("so fast", 2)));
    assertThat(result).containsEntry("more", 0L);
  }

  @Test
  void wordsThatLookTheSameAreTheSame() {
    assertThat(TRIAL.read(words("Cafe\u0301"))).isEqualTo(TRIAL.read(words("CAF\u00C9")));
    assertThat(TRIAL.read(words("fu\u200Bn\u202E"))).isEqualTo(TRIAL.read(words("fun")));
    assertThat(TRIAL.read(words("\u0130stanbul"))).isEqualTo(TRIAL.read(words("istanbul")));
    assertThat(TRIAL.read(words("\u0130\u0307\u0307"))).isEqualTo(TRIAL.read(words("I")));
    assertThat(TRIAL.read(words("\u039B\u039F\u0393\u039F\u03A3")).cells())
        .containsExactly("\u03BB\u03BF\u03B3\u03BF\u03C2");
    assertThat(TRIAL.read(words("Stra\u00DFe")).cells()).containsExactly("stra\u00DFe");
  }

  @Test
  void variantsOfAWordAreCountedTogetherAndShownInTheMostFrequentForm() {
    List<List<String>> same =
        List.of(
            List.of("Stra\u00DFe", "stra\u00DFe", "STRASSE", "STRA\u1E9EE"),
            List.of("don\u2019t", "don\u2019t", "don't", "don\u02BCt", "DON\u00B4T"),
            List.of("\u2764\uFE0F", "\u2764\uFE0F", "\u2764", "\u2764\uFE0E"),
            List.of("fast", "fast", "\uFF26\uFF21\uFF33\uFF34", "fa\u200Cst", "fa\u2060st"),
            List.of("o\uFB03ce", "o\uFB03ce", "office"),
            List.of(
                "\u03BF\u03B4\u03BF\u03C2",
                "\u039F\u0394\u039F\u03A3",
                "\u03BF\u03B4\u03BF\u03C3"));
    for (List<String> forms : same) {
      List<Map<String, ?>> ballots = new ArrayList<>();
      forms.forEach(form -> ballots.add(words(form)));

      assertThat(TRIAL.result(ballots).get("words"))
          .isEqualTo(List.of(row(forms.get(0).toLowerCase(Locale.ROOT), forms.size())));
    }
  }

  @Test
  void wordsThatLookDifferentAreDistinct() {
    List<Map<String, ?>> ballots = new ArrayList<>();
    for (String word :
        List.of(
            "resume",
            "r\u00E9sum\u00E9",
            "s\u0131k",
            "sik",
            "\uD83D\uDC68\u200D\uD83D\uDC67",
            "\uD83D\uDC68\uD83D\uDC67",
            "\uD83D\uDC4D",
            "\uD83D\uDC4D\uD83C\uDFFD")) {
      ballots.add(words(word));
    }

    assertThat((List<?>) TRIAL.result(ballots).get("words")).hasSize(8);
  }

  @Test
  void twoVariantsOfAWordOnOneBallotCountOnce() {
    Map<String, Object> result =
        TRIAL.result(List.of(words("Stra\u00DFe", "STRASSE", "fun"), words("don't", "don\u2019t")));

    assertThat(result.get("words"))
        .isEqualTo(List.of(row("don't", 1), row("fun", 1), row("strasse", 1)));
  }

  @Test
  void cellsOfAnEarlierVersionAreMergedToo() {
    Tally tally =
        new Tally(1, 7, false, Map.of("it's", 2L, "it\u2019s", 3L, "\u3164", 1L, "x", 1L));

    assertThat(TRIAL.result(tally))
        .containsEntry("words", List.of(row("it\u2019s", 5), row("x", 1)))
        .containsEntry("more", 0L);
  }

  @Test
  void theOrderOfWordsOnABallotDoesNotMatter() {
    assertThat(TRIAL.read(words("b", "a", "c"))).isEqualTo(TRIAL.read(words("C", "b", "a")));
    assertThat(TRIAL.read(words("b", "a")).value()).isEqualTo(Map.of("words", List.of("a", "b")));
  }

  @Test
  @Tag("slow")
  void aMillionWordsAreCutToTheHundredMostFrequent() {
    Map<String, Long> cells = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      cells.put("w%07d".formatted((i * 7919L) % 1_000_000), 1L);
    }
    for (int i = 0; i < 40; i++) {
      cells.put("w%07d".formatted(999_999 - i * 1000), 40L - i / 2);
    }
    Tally tally = new Tally(1, 1_000_000, false, cells).bounded(TRIAL.method().maxCells());

    Map<String, Object> result = TRIAL.result(tally);

    List<?> shown = (List<?>) result.get("words");
    assertThat(shown).hasSize(100);
    assertThat(shown.subList(0, 3))
        .isEqualTo(List.of(row("w0998999", 40), row("w0999999", 40), row("w0996999", 39)));
    assertThat(shown.get(40)).isEqualTo(row("w0000000", 1));
    assertThat(shown.get(99)).isEqualTo(row("w0000059", 1));
    assertThat(result).containsEntry("more", 999_900L);
  }

  @Test
  void invalidWordsAreRefusedWithAReason() {
    TRIAL.refuses(Map.of("words", "fun"), "must be a list");
    TRIAL.refuses(words(), "from 1 to 3 words");
    TRIAL.refuses(Map.of("words", Collections.nCopies(100_000, "fun")), "from 1 to 3 words");
    TRIAL.refuses(words("fun", " FUN"), "stands twice");
    TRIAL.refuses(words(1), "must be a text");
    TRIAL.refuses(words(List.of("fun")), "must be a text");
    TRIAL.refuses(words((Object) null), "must be a text");
    TRIAL.refuses(words(" \u200B\u0000"), "is empty");
    TRIAL.refuses(words("x".repeat(41)), "at most 40 characters");
    TRIAL.refuses(words("x".repeat(50_000_000)), "at most 40 characters");
  }

  @Test
  void theLimitOfFortyCharactersCountsCodePointsOfTheShownWord() {
    TRIAL.read(words("\uD83D\uDE00".repeat(40)));
    TRIAL.read(words("e\u0301".repeat(40)));
    TRIAL.read(words("\u0130".repeat(40)));
    TRIAL.refuses(words("\uD83D\uDE00".repeat(41)), "at most 40 characters");
  }

  @Test
  void thePresenterSetsTheNumberOfWords() {
    assertThat(TRIAL.poll().settings().own()).isEqualTo(Map.of("max", 3));
    SamplePoll.of("words", Map.of("max", 1)).refuses(words("a", "b"), "from 1 to 1 words");
    SamplePoll.refusesSettings("words", Map.of("max", 11), "/settings/max");
    SamplePoll.refusesSettings("words", Map.of("max", 0), "/settings/max");
    SamplePoll.refusesSettings("words", Map.of("min", 1), "/settings/min");
    assertThat(
            PollSpec.read(
                    Map.of("question", "?", "method", "words", "options", List.of()),
                    VotingMethods.standard())
                .options())
        .isEmpty();
  }

  @Test
  void theTableHasOneWordPerRow() {
    VotingMethod method = TRIAL.method();

    assertThat(method.table(TRIAL.poll(), TRIAL.tally(List.of(words("b", "a")))).rows())
        .containsExactly(List.of("a", 1L), List.of("b", 1L));
    assertThat(method.columns(TRIAL.poll())).containsExactly("word1", "word2", "word3");
    assertThat(method.row(TRIAL.poll(), words("a"))).containsExactly("a", null, null);
  }
}
