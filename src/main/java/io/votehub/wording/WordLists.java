package io.votehub.wording;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.WordRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lists of {@code naughty-words}, one a language, read once from the class path. */
final class WordLists {
  private static final String ENGLISH = "en";
  private static final String CANADIAN_FRENCH = "fr-CA-u-sd-caqc";

  /** All lists together; the bit of a list is the index of its language. */
  static final WordIndex ALL = load();

  private WordLists() {}

  /** The bit set of the lists of some languages. */
  static int of(List<String> languages) {
    int lists = 0;
    for (String language : languages) {
      lists |= 1 << WordRules.LANGUAGES.indexOf(language);
    }
    return lists;
  }

  /** The words of a list as they are in its file. */
  static List<String> read(String name) {
    String path = "/naughty-words/" + name + ".json";
    try (InputStream file = WordLists.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("The jar has no " + path);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<?> words = (List<?>) Json.readObject("{\"words\":" + text + "}").get("words");
      return words.stream().map(String.class::cast).toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (BadJsonException fault) {
      throw new IllegalStateException(path + " is no list of words", fault);
    }
  }

  private static WordIndex load() {
    WordIndex index = new WordIndex();
    for (String language : WordRules.LANGUAGES) {
      int list = of(List.of(language));
      read(language).forEach(word -> index.addWithVeiled(word, list));
      if (language.equals(ENGLISH)) {
        read(language).stream()
            .filter(word -> word.matches(".*[a-rt-z]"))
            .forEach(word -> index.add(word + "s", list));
      }
    }
    int french = of(List.of("fr"));
    read(CANADIAN_FRENCH).forEach(word -> index.addWithVeiled(word, french));
    return index;
  }
}
