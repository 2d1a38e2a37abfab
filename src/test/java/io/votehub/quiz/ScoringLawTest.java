package io.votehub.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.draft.PollSpec;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one answer is worth. */
class ScoringLawTest {
  private static final long OPENED = 1_000_000;
  private static final long THIRTY = 30_000;

  private static Poll poll(String method, String quiz) {
    try {
      PollSpec spec =
          PollSpec.read(
              Json.readObject(
                  ("{'question':'?','method':'"
                          + method
                          + "','options':['x','y','z','w'],'settings':{'quiz':"
                          + quiz
                          + "}}")
                      .replace('\'', '"')),
              VotingMethods.standard());
      return Poll.draft("p", "r", "?", method, spec.options(), spec.settings(), 0);
    } catch (BadJsonException fault) {
      throw new AssertionError(fault);
    }
  }

  private static Optional<Score> score(
      String method, String quiz, String ballot, long ms, OptionalLong limit) {
    OptionalLong closes =
        limit.isPresent() ? OptionalLong.of(OPENED + limit.getAsLong()) : OptionalLong.empty();
    return new Scorer(poll(method, quiz), List.of(new Opening(OPENED, closes)))
        .score("v", ballot.replace('\'', '"'), OPENED + ms);
  }

  private static int points(String method, String quiz, String ballot, long ms) {
    return score(method, quiz, ballot, ms, OptionalLong.of(THIRTY)).orElseThrow().points();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000",
    "499, 1000",
    "500, 992",
    "2000, 967",
    "15000, 750",
    "30000, 500",
    "30400, 500",
    "-20, 1000"
  })
  void aRightAnswerIsWorthLessTheLaterItComes(long ms, int points) {
    assertThat(points("single", "{'correct':'a'}", "{'choice':'a'}", ms)).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          single   | {'correct':'a'}                                  | {'choice':'b'}               | 0    | false
          single   | {'correct':['a','c']}                            | {'choice':'c'}               | 1000 | true
          single   | {'correct':'a','penalty':50}                     | {'choice':'b'}               | -50  | false
          multiple | {'correct':['a','b']}                            | {'choices':['a','b']}        | 1000 | true
          multiple | {'correct':['a','b']}                            | {'choices':['a']}            | 0    | false
          multiple | {'correct':['a','b'],'partial':'balanced'}       | {'choices':['a']}            | 500  | false
          multiple | {'correct':['a','b'],'partial':'balanced'}       | {'choices':['a','b','c']}    | 500  | false
          multiple | {'correct':['a','b'],'partial':'balanced'}       | {'choices':['c','d']}        | 0    | false
          multiple | {'correct':['a','b','c'],'partial':'balanced'}   | {'choices':['a']}            | 333  | false
          multiple | {'correct':['a','b'],'penalty':9,'partial':'balanced'} | {'choices':['a','c']}  | -9   | false
          number   | {'correct':42}                                   | {'number':42}                | 1000 | true
          number   | {'correct':42}                                   | {'number':42.1}              | 0    | false
          number   | {'correct':42,'tolerance':2}                     | {'number':43}                | 750  | true
          number   | {'correct':42,'tolerance':2}                     | {'number':40}                | 500  | true
          number   | {'correct':42,'tolerance':2}                     | {'number':44.1}              | 0    | false
          ranked   | {'correct':['b','a','c','d']}                    | {'ranking':['b','a','c','d']} | 1000 | true
          ranked   | {'correct':['b','a','c','d']}                    | {'ranking':['b','a','d','c']} | 0    | false
          words    | {'correct':['Straße','Weg']}                     | {'words':['STRASSE']}        | 1000 | true
          words    | {'correct':['Weg']}                              | {'words':['strasse','weg']}  | 1000 | true
          words    | {'correct':['Weg']}                              | {'words':['wege']}           | 0    | false
          """)
  void eachMethodHasItsOwnMeasure(
      String method, String quiz, String ballot, int points, boolean right) {
    Score score = score(method, quiz, ballot, 0, OptionalLong.of(THIRTY)).orElseThrow();
    assertThat(score.points()).isEqualTo(points);
    assertThat(score.right()).isEqualTo(right);
  }

  @Test
  void anAbstentionIsNoAnswer() {
    assertThat(score("single", "{'correct':'a'}", "{'abstain':true}", 0, OptionalLong.of(THIRTY)))
        .isEmpty();
  }

  @Property
  void withoutATimeLimitSpeedDoesNotCount(@ForAll @LongRange(max = 1L << 40) long ms) {
    assertThat(
            score("single", "{'correct':'a'}", "{'choice':'a'}", ms, OptionalLong.empty())
                .orElseThrow()
                .points())
        .isEqualTo(1000);
  }

  @Property
  void pointsNeverGrowWithTimeAndStayWithinBounds(
      @ForAll @IntRange(max = 10_000) int most,
      @ForAll @IntRange(max = 10_000) int speed,
      @ForAll @IntRange(min = 1, max = 600_000) int limit,
      @ForAll @IntRange(max = 700_000) int sooner,
      @ForAll @IntRange(max = 700_000) int longer) {
    String quiz = "{'correct':'a','points':" + most + ",'speed':" + speed / 10_000.0 + "}";
    OptionalLong time = OptionalLong.of(limit);
    int early = score("single", quiz, "{'choice':'a'}", sooner, time).orElseThrow().points();
    int late =
        score("single", quiz, "{'choice':'a'}", (long) sooner + longer, time)
            .orElseThrow()
            .points();
    assertThat(late).isLessThanOrEqualTo(early);
    assertThat(early).isLessThanOrEqualTo(most);
    assertThat(late + 0.5).isGreaterThanOrEqualTo(most * (1 - speed / 10_000.0) - 1e-6);
    double taken = sooner < 500 ? 0 : Math.min(sooner, limit);
    double exact = most * (1 - speed / 10_000.0 * taken / limit);
    assertThat((double) early).isBetween(exact - 0.5 - 1e-6, exact + 0.5 + 1e-6);
  }

  @Property
  void oneMoreWrongChoiceNeverPaysAndOneMoreRightOneNeverCosts(
      @ForAll @Size(min = 1, max = 3) @UniqueElements List<@IntRange(max = 3) Integer> chosen,
      @ForAll @IntRange(max = 3) int more) {
    String quiz = "{'correct':['a','b'],'partial':'balanced'}";
    List<Integer> longer =
        chosen.contains(more)
            ? chosen
            : java.util.stream.Stream.concat(chosen.stream(), java.util.stream.Stream.of(more))
                .toList();
    int before = points("multiple", quiz, choices(chosen), 0);
    int after = points("multiple", quiz, choices(longer), 0);
    if (more < 2) {
      assertThat(after).isGreaterThanOrEqualTo(before);
    } else {
      assertThat(after).isLessThanOrEqualTo(before);
    }
  }

  private static String choices(List<Integer> chosen) {
    return "{'choices':"
        + chosen.stream().map(each -> "'" + (char) ('a' + each) + "'").toList()
        + "}";
  }

  @Test
  void anAnswerBelongsToTheOpeningInWhichItCame() {
    Scorer scorer =
        new Scorer(
            poll("single", "{'correct':'a'}"),
            List.of(
                new Opening(OPENED, OptionalLong.of(OPENED + 10_000)),
                new Opening(OPENED + 100_000, OptionalLong.of(OPENED + 120_000))));
    assertThat(scorer.score("v", "{\"choice\":\"a\"}", OPENED + 5_000).orElseThrow().points())
        .isEqualTo(750);
    assertThat(scorer.score("v", "{\"choice\":\"a\"}", OPENED + 110_000).orElseThrow().points())
        .isEqualTo(750);
    assertThat(scorer.score("v", "{\"choice\":\"a\"}", OPENED - 5).orElseThrow().points())
        .isEqualTo(1000);
  }
}
