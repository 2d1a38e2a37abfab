package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.draft.PollSpec;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethods;
import io.votehub.page.FirstPaint;
import io.votehub.page.Translations;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstPaintTest {
  private static final Map<String, byte[]> FILES = files();
  private static final Translations ENGLISH = words("en");
  private static final FirstPaint PAINT =
      new FirstPaint(FirstPaintTest::text, "/assets/x", css -> "'sha256-" + css.hashCode() + "'");
  private static final Room ROOM = new Room("ABC234", "A room", 0);

  private static Map<String, byte[]> files() {
    try {
      return WebFiles.load(Pages.class.getClassLoader());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String text(String name) {
    return new String(FILES.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  private static Translations words(String language) {
    return new Translations(
        language,
        text("i18n/" + language + ".js"),
        text("i18n/gone." + language + ".js"),
        text("i18n/methods." + language + ".js"),
        text("i18n/answers." + language + ".js"));
  }

  private static Poll poll(String id, PollState state, long at, String question, String label) {
    return poll(id, "single", state, at, question, label);
  }

  private static Poll poll(
      String id, String method, PollState state, long at, String question, String label) {
    Poll.Times times =
        new Poll.Times(OptionalLong.of(at), OptionalLong.empty(), OptionalLong.of(at));
    return Poll.draft(
            id,
            "ABC234",
            question,
            method,
            List.of(new Option("a", label, Optional.empty())),
            PollSettings.DEFAULT,
            0)
        .withState(state, times);
  }

  private static Poll poll(String method, String options, String settings) {
    try {
      PollSpec spec =
          PollSpec.read(
              Json.readObject(
                  "{'question':'Which?','method':'%s','options':%s,'settings':%s}"
                      .formatted(method, options, settings)
                      .replace('\'', '"')),
              VotingMethods.standard());
      Poll.Times times =
          new Poll.Times(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty());
      return Poll.draft(
              "p", "ABC234", spec.question(), spec.method(), spec.options(), spec.settings(), 0)
          .withState(PollState.OPEN, times);
    } catch (BadJsonException fault) {
      throw new AssertionError(method, fault);
    }
  }

  private static String painted(Poll poll, Translations words) {
    return PAINT.room(ROOM, Optional.of(poll), false, words).html();
  }

  @Test
  void userTextIsEscapedEverywhere() {
    String evil = "<img src=x onerror=alert(1)>\"'</template><script>&";

    String html = painted(poll(evil, PollState.OPEN, 1, evil, evil), ENGLISH);

    assertThat(html).doesNotContain("<img src=x").doesNotContain("<script").contains("&lt;script");
    assertThat(html.split("</template>", -1)).hasSameSizeAs(html.split("<template", -1));
  }

  @Test
  void thePageBeginsWithTheNewestOpenPollElseTheOneClosedLast() {
    Poll old = poll("old", PollState.OPEN, 1, "?", "A");
    Poll young = poll("young", PollState.OPEN, 2, "?", "A");
    Poll closed = poll("closed", PollState.CLOSED, 3, "?", "A");
    Poll draft = poll("draft", PollState.DRAFT, 4, "?", "A");

    assertThat(FirstPaint.current(List.of(old, young, closed, draft))).contains(young);
    assertThat(FirstPaint.current(List.of(draft, closed))).contains(closed);
    assertThat(FirstPaint.current(List.of(draft))).isEmpty();
  }

  @Test
  void questionsFromTheFloorAreATabBesideTheCurrentPoll() {
    Poll poll = poll("poll", PollState.OPEN, 1, "Which?", "A");
    Poll floor = poll("floor", "questions", PollState.OPEN, 2, "Ask!", "A");
    Poll draft = poll("draft", "questions", PollState.DRAFT, 3, "Ask!", "A");

    assertThat(FirstPaint.current(List.of(poll, floor))).contains(poll);
    assertThat(FirstPaint.current(List.of(floor))).isEmpty();
    assertThat(FirstPaint.hasQuestions(List.of(poll, floor))).isTrue();
    assertThat(FirstPaint.hasQuestions(List.of(poll, draft))).isFalse();
    assertThat(PAINT.room(ROOM, Optional.of(poll), true, ENGLISH).html())
        .contains("class=\"tabs\"", "Questions");
    assertThat(painted(poll, ENGLISH)).doesNotContain("class=\"tabs\"");
  }

  @Test
  void theLineBelowTheQuestionIsInTheReadersLanguage() {
    Poll open = poll("p", PollState.OPEN, 1, "Which?", "A");

    assertThat(painted(open, ENGLISH)).contains("Tap one. You can change it");
    assertThat(painted(open, words("de"))).contains("Eine antippen.");
    assertThat(PAINT.noRoom("ABC234", ENGLISH).html()).contains("There is no room ABC 234");
    assertThat(PAINT.room(ROOM, Optional.empty(), false, ENGLISH).html()).contains("You are in");
  }

  @Test
  void everyInlineStyleIsAllowedByItsHash() {
    FirstPaint.Painted painted =
        PAINT.room(ROOM, Optional.of(poll("p", PollState.OPEN, 1, "Which?", "A")), false, ENGLISH);

    String[] styles = painted.html().split("<style>", -1);
    for (int i = 1; i < styles.length; i++) {
      String css = styles[i].substring(0, styles[i].indexOf("</style>"));
      assertThat(painted.styles()).contains("'sha256-" + css.hashCode() + "'");
    }
    assertThat(painted.html()).doesNotContain("style=").contains("data-tap=\"option-a\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          multiple | {'min':0,'max':2}        | data-tap="option-b"         | Choose up to 2
          multiple | {'min':2,'max':2}        | data-tap="option-b"         | exactly 2
          score    | {'min':-2,'max':2}       | data-tap="score-a--2"       | -2 to +2
          score    | {'min':0,'max':100}      | data-tap="score-set-a"      | 100
          grades   | {}                       | data-tap="grade-b-0"        | Excellent
          ranked   | {}                       | data-tap="rank-b"           | Tap
          points   | {'total':10}             | data-fill="points-a"        | 10
          """)
  void anOpenPollHasTheControlOfItsMethodAndAHint(
      String method, String settings, String control, String hint) {
    Poll poll = poll(method, "['A','B','C']", settings);

    assertThat(painted(poll, ENGLISH)).contains(control).containsIgnoringCase(hint);
    assertThat(painted(poll, words("de"))).contains(control);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number | {'min':0,'max':10,'step':1,'unit':'km'} | data-tap="number-up"  | km
          number | {}                                      | data-fill="number"    | number
          words  | {'max':2}                               | data-fill="word       | 2
          text   | {'maxLength':50}                        | data-fill="text"      | 50
          text   | {'moderated':true}                      | data-fill="text"      | presenter
          """)
  void anOpenPollWithoutOptionsHasItsFieldAndAHint(
      String method, String settings, String control, String hint) {
    assertThat(painted(poll(method, "[]", settings), ENGLISH))
        .contains(control)
        .containsIgnoringCase(hint);
  }
}
