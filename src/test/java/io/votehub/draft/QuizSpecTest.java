package io.votehub.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollJson;
import io.votehub.poll.PollSettings;
import io.votehub.poll.QuizSettings;
import io.votehub.poll.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a question of a quiz as a presenter writes them. */
class QuizSpecTest {
  private static final VotingMethods METHODS = VotingMethods.standard();

  private static Map<String, Object> json(String text) {
    try {
      return Json.readObject(text.replace('\'', '"'));
    } catch (BadJsonException fault) {
      throw new AssertionError(text, fault);
    }
  }

  private static PollSpec read(String method, String settings) {
    return PollSpec.read(
        json(
            "{'question':'?','method':'"
                + method
                + "','options':['x','y','z'],'settings':"
                + settings
                + "}"),
        METHODS);
  }

  private static QuizSettings quiz(String method, String quiz) {
    return read(method, "{'quiz':" + quiz + "}").settings().quiz().orElseThrow();
  }

  private static List<String> faults(String method, String settings) {
    return catchThrowableOfType(Refusal.class, () -> read(method, settings)).faults().stream()
        .map(Refusal.Fault::pointer)
        .toList();
  }

  @Test
  void aQuizTakesTheFirstAnswerAndShowsResultsAtTheEndUnlessSaid() {
    PollSettings settings = read("single", "{'quiz':{'correct':'a'}}").settings();
    assertThat(settings.change()).isFalse();
    assertThat(settings.results()).isEqualTo(PollSettings.Results.CLOSED);
    PollSettings said =
        read("single", "{'change':true,'results':'hidden','quiz':{'correct':'a'}}").settings();
    assertThat(said.change()).isTrue();
    assertThat(said.results()).isEqualTo(PollSettings.Results.HIDDEN);
    assertThat(settings.quiz())
        .contains(
            new QuizSettings(
                "a",
                1000,
                new BigDecimal("0.5"),
                0,
                QuizSettings.Partial.STRICT,
                Optional.empty(),
                false,
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          single   | 'b'             | "b"
          single   | ['c','a']       | ["c","a"]
          multiple | ['c','a']       | ["a","c"]
          number   | 42.50           | 42.5
          ranked   | ['b','a','c']   | ["b","a","c"]
          words    | ['PARIS','Le  Mans '] | ["PARIS","Le Mans"]
          """,
      quoteCharacter = '`')
  void theRightAnswerHasTheFormOfABallot(String method, String given, String kept) {
    assertThat(Json.write(quiz(method, "{'correct':" + given + "}").correct())).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          single   | {}                                     | /settings/quiz/correct
          single   | {'correct':null}                       | /settings/quiz/correct
          single   | {'correct':'d'}                        | /settings/quiz/correct
          single   | {'correct':[]}                         | /settings/quiz/correct
          single   | {'correct':['a','a']}                  | /settings/quiz/correct
          single   | {'correct':[null]}                     | /settings/quiz/correct
          multiple | {'correct':'a'}                        | /settings/quiz/correct
          number   | {'correct':'1'}                        | /settings/quiz/correct
          ranked   | {'correct':['a','d']}                  | /settings/quiz/correct
          words    | {'correct':'x'}                        | /settings/quiz/correct
          words    | {'correct':['']}                       | /settings/quiz/correct
          score    | {'correct':'a'}                        | /settings/quiz
          text     | {'correct':'a'}                        | /settings/quiz
          single   | 1                                      | /settings/quiz
          single   | {'correct':'a','colour':1}             | /settings/quiz/colour
          single   | {'correct':'a','points':-1}            | /settings/quiz/points
          single   | {'correct':'a','points':1.5}           | /settings/quiz/points
          single   | {'correct':'a','speed':1.1}            | /settings/quiz/speed
          single   | {'correct':'a','speed':'fast'}         | /settings/quiz/speed
          single   | {'correct':'a','speed':0.00001}        | /settings/quiz/speed
          single   | {'correct':'a','penalty':10001}        | /settings/quiz/penalty
          single   | {'correct':'a','partial':'balanced'}   | /settings/quiz/partial
          multiple | {'correct':['a'],'partial':'some'}     | /settings/quiz/partial
          single   | {'correct':'a','tolerance':1}          | /settings/quiz/tolerance
          number   | {'correct':1,'tolerance':-1}           | /settings/quiz/tolerance
          single   | {'correct':'a','streak':1}             | /settings/quiz/streak
          single   | {'correct':'a','tiebreak':'luck'}      | /settings/quiz/tiebreak
          """,
      quoteCharacter = '`')
  void whatIsWrongIsNamed(String method, String quiz, String pointer) {
    assertThat(faults(method, "{'quiz':" + quiz + "}")).containsExactly(pointer);
  }

  @Test
  void moreRightAnswersThanMayBeChosenAreRefused() {
    assertThat(faults("multiple", "{'max':1,'quiz':{'correct':['a','b']}}"))
        .containsExactly("/settings/quiz/correct");
  }

  @Test
  void aSecretPollGivesNoPoints() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                PollSpec.read(
                    json(
                        "{'question':'?','method':'single','options':['x'],'electorate':'roll',"
                            + "'settings':{'secret':true,'quiz':{'correct':'a'}}}"),
                    METHODS));
    assertThat(refusal.faults())
        .extracting(Refusal.Fault::pointer)
        .containsExactly("/settings/quiz");
  }

  @Test
  void membersOfAVoterRollMayPlay() {
    PollSpec spec =
        PollSpec.read(
            json(
                "{'question':'?','method':'single','options':['x'],'electorate':'roll',"
                    + "'settings':{'quiz':{'correct':'a'}}}"),
            METHODS);

    assertThat(spec.electorate()).contains("roll");
    assertThat(spec.settings().quiz()).isPresent();
  }

  @Test
  void aPatchMakesAQuizAndAnOrdinaryPollAgain() {
    PollSpec plain = read("single", "{'peek':true}");

    PollSpec quiz = plain.patched(json("{'settings':{'quiz':{'correct':'a'}}}"), METHODS);

    assertThat(quiz).isEqualTo(read("single", "{'peek':true,'quiz':{'correct':'a'}}"));
    assertThat(quiz.patched(json("{'question':'!'}"), METHODS).settings())
        .isEqualTo(quiz.settings());
    assertThat(quiz.patched(json("{'settings':{'quiz':null}}"), METHODS)).isEqualTo(plain);
    assertThat(quiz.patched(json("{'method':'multiple'}"), METHODS).settings().quiz()).isEmpty();
  }

  @Test
  void anAnswerThatIsNoOptionAnyMoreIsRefused() {
    PollSpec quiz = read("single", "{'quiz':{'correct':'c'}}");

    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> quiz.patched(json("{'options':['x','y']}"), METHODS));

    assertThat(refusal.faults())
        .extracting(Refusal.Fault::pointer)
        .containsExactly("/settings/quiz/correct");
  }

  @Test
  void itIsStoredAndRestoredUnchanged() throws BadJsonException {
    for (String quiz :
        List.of(
            "{'correct':42.5,'tolerance':2,'speed':1}",
            "{'correct':7,'points':10,'penalty':5,'streak':true,'tiebreak':'time'}")) {
      PollSpec spec = read("number", "{'quiz':" + quiz + "}");
      Poll poll = Poll.draft("p", "r", "?", "number", List.<Option>of(), spec.settings(), 0);
      String text = Json.write(PollJson.poll(poll));
      assertThat(PollJson.readPoll(Json.readObject(text))).isEqualTo(poll);
    }
  }
}
