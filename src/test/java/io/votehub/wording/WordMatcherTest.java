package io.votehub.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.WordRules;
import io.votehub.poll.WordRules.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listed words are found however people veil them, and nothing else is. */
class WordMatcherTest {
  private static WordMatcher of(List<String> languages, List<String> words, String... exceptions) {
    return new WordMatcher(new WordRules(Mode.MASK, languages, words, List.of(exceptions), 1));
  }

  private final WordMatcher english = of(List.of("en"), List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shit",
        "SHIT!",
        "Shiiiit",
        "shiit",
        "sh1t",
        "$h!t",
        "s.h.i.t",
        "s h i t",
        "sh-it",
        "Śhït",
        "ｓｈｉｔ",
        "sh*t",
        "s**t",
        "\"shit\"",
        "*shit*",
        "sh\u200Bit",
        "shіt",
        "bullshit",
        "bitch'es",
        "5hit",
        "@shit",
        "shitt\u0301y",
        "blow job",
        "Blow-Job",
        "a$$hole!!",
        "dicks",
        "s1ut"
      })
  void aListedWordIsFoundHoweverItIsVeiled(String text) {
    assertThat(english.first(text)).as(text).isPresent();
    assertThat(english.first("We say " + text + " here")).as(text).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Scunthorpe",
        "Penistone",
        "Essex",
        "assess the class",
        "but",
        "as",
        "rapping",
        "Bonner",
        "who're you",
        "grass",
        "Dickens",
        "cockpit",
        "analysis",
        "therapist",
        "455",
        "2024-11-29",
        "const",
        "title",
        "I am at the hotel",
        "push it",
        "shiitake",
        "A N A L Y S I S",
        "C++",
        "5 * 3",
        "Hello!",
        "1",
        "",
        "***",
        "🎉 👏",
        "classic",
        "Mishit",
        "document",
        "circumstance"
      })
  void wordsThatOnlyContainOneAreFine(String text) {
    assertThat(english.first(text)).as(text).isEmpty();
    assertThat(english.masked(text)).isEqualTo(text);
  }

  @Test
  void aMaskCoversTheWordAndNothingElse() {
    assertThat(english.masked("What a sh1t, he said.")).isEqualTo("What a ****, he said.");
    assertThat(english.masked("Blow\njob")).isEqualTo("****\n***");
    assertThat(english.masked("ass🎉ass")).isEqualTo("***🎉***");
  }

  @Test
  void listsAreThoseOfTheChosenLanguages() {
    WordMatcher german = of(List.of("de"), List.of());

    assertThat(german.masked("So eine Scheisse, SCHEIẞE, scheiße"))
        .isEqualTo("So eine ********, *******, *******");
    assertThat(german.first("dick")).isEmpty();
    assertThat(of(List.of(), List.of()).first("shit scheiße")).isEmpty();
  }

  @Test
  void chineseJapaneseAndThaiWordsAreFoundWithinOthers() {
    assertThat(of(List.of("zh"), List.of()).masked("这个王八蛋啊")).isEqualTo("这个***啊");
    assertThat(of(List.of("ja"), List.of()).masked("このオシリです")).isEqualTo("この***です");
    assertThat(of(List.of("th"), List.of()).first("ไอ้ควายมาก")).isPresent();
  }

  @Test
  void aRoomHasOwnWordsAndExceptions() {
    WordMatcher own = of(List.of("en"), List.of("Brexit", "the boss"), "dick", "dick van dyke");

    assertThat(own.masked("Br3xit, says The  Boss")).isEqualTo("******, says ***  ****");
    assertThat(own.masked("Dick Van Dyke, a dick")).isEqualTo("Dick Van Dyke, a dick");
    assertThat(of(List.of("ja"), List.of(), "オシリス").first("オシリスの神")).isEmpty();
  }

  @Test
  void everyWordOfEveryListIsFound() {
    for (String language : WordRules.LANGUAGES) {
      WordMatcher matcher = of(List.of(language), List.of());
      for (String word : WordLists.read(language)) {
        assertThat(matcher.first(word)).as(language + ": " + word).isPresent();
      }
    }
  }

  @Test
  void asterisksAsAWordOfTheRoomMeanNothing() {
    WordMatcher stars =
        new WordMatcher(
            new WordRules(
                WordRules.Mode.MASK,
                WordRules.LANGUAGES,
                List.of("****", "* *\u0301"),
                List.of(),
                1));

    assertThat(stars.masked("shit")).isEqualTo("****");
    assertThat(stars.first("****")).isEmpty();
  }
}
