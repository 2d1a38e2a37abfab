package io.votehub.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.WordRules;
import io.votehub.poll.WordRules.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text, every own word and every exception. */
class WordMatcherLawTest {
  private static final List<String> PIECES =
      List.of(
          "shit",
          "a$$",
          "f*ck",
          "*",
          "****",
          "fu",
          "ck",
          "dick",
          "Scunthorpe",
          " ",
          "\n",
          "-",
          ".",
          "'",
          "王八蛋",
          "王",
          "ควย",
          "オシリ",
          "🖕",
          "🖕🏽",
          "é",
          "\u0301",
          "1",
          "s",
          "h",
          "i",
          "t",
          "blow",
          "job",
          "Ärsche",
          "arsch",
          "ß",
          "сука",
          "кур",
          "va",
          "كس",
          "개새끼",
          "\u200d",
          "@",
          "!");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(PIECES).list().ofMaxSize(14).map(each -> String.join("", each)),
        Arbitraries.strings().ofMaxLength(40));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return texts().filter(each -> !each.isBlank()).list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> listed() {
    return Arbitraries.of(WordLists.read("en")).filter(each -> each.matches("[a-z]{3,}"));
  }

  private static WordMatcher matcher(List<String> words, List<String> exceptions) {
    return new WordMatcher(new WordRules(Mode.MASK, WordRules.LANGUAGES, words, exceptions, 1));
  }

  @Property(tries = 600)
  void aMaskedTextHasNothingToMaskAndIsNotLonger(
      @ForAll("texts") String text,
      @ForAll("words") List<String> words,
      @ForAll("words") List<String> exceptions) {
    WordMatcher matcher = matcher(words, exceptions);

    String masked = matcher.masked(text);

    assertThat(matcher.first(masked)).isEmpty();
    assertThat(matcher.masked(masked)).isEqualTo(masked);
    assertThat(masked.length()).isLessThanOrEqualTo(text.length());
  }

  @Property(tries = 400)
  void noExceptionIsEverMasked(@ForAll("listed") String word, @ForAll("texts") String around) {
    WordMatcher matcher = matcher(List.of(word), List.of(word));

    String masked = matcher.masked(around + " " + word + " " + around);

    assertThat(masked).contains(" " + word + " ");
  }

  @Property(tries = 400)
  void aListedWordWithSubstitutesIsAlwaysFound(@ForAll("listed") String word, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder typed = new StringBuilder();
    int kept = random.nextInt(word.length());
    for (int i = 0; i < word.length(); i++) {
      String letter = word.substring(i, i + 1);
      String written = i == kept || random.nextBoolean() ? letter : substitute(letter, random);
      boolean stretched = random.nextInt(4) == 0;
      typed.append(stretched ? written.repeat(3) : written);
    }

    assertThat(matcher(List.of(), List.of()).first("So " + typed + " they said"))
        .as(typed.toString())
        .isPresent();
  }

  private static String substitute(String letter, Random random) {
    List<String> all =
        switch (letter) {
          case "a" -> List.of("4", "@", "á", "A", "ａ");
          case "b" -> List.of("8", "B");
          case "e" -> List.of("3", "€", "ë");
          case "g" -> List.of("G", "ğ");
          case "i" -> List.of("1", "!", "|", "í");
          case "o" -> List.of("0", "ö", "O");
          case "s" -> List.of("5", "$", "ş");
          case "t" -> List.of("7", "+", "T");
          default -> List.of(letter.toUpperCase(Locale.ROOT));
        };
    return all.get(random.nextInt(all.size()));
  }
}
