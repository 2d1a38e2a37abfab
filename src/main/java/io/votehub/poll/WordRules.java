package io.votehub.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a room does with words that nobody wants on the wall, in what its audience writes.
 *
 * @param languages whose lists are used, of {@link #LANGUAGES}
 * @param words the room's own words, beside those of the lists
 * @param exceptions words that are never unwanted, although they are listed
 * @param rev incremented by every change; 0 if there has never been one
 */
public record WordRules(
    Mode mode, List<String> languages, List<String> words, List<String> exceptions, long rev) {
  /** The most own words of a room, and the most exceptions. */
  public static final int MAX_WORDS = 100;

  /** The greatest length of an own word or an exception, in characters. */
  public static final int MAX_LENGTH = 40;

  /** The languages that have a list. */
  public static final List<String> LANGUAGES =
      List.of(
          "ar", "cs", "da", "de", "en", "eo", "es", "fa", "fi", "fil", "fr", "hi", "hu", "it", "ja",
          "kab", "ko", "nl", "no", "pl", "pt", "ru", "sv", "th", "tlh", "tr", "zh");

  /** The rules of a room whose presenter never set any. */
  public static final WordRules DEFAULT =
      new WordRules(Mode.AUTO, LANGUAGES, List.of(), List.of(), 0);

  /** What is done with a text that has an unwanted word. */
  public enum Mode {
    /** {@link #HOLD} in polls that are moderated, else {@link #OFF}. */
    AUTO("auto"),
    OFF("off"),
    /** It waits for approval; where nobody approves anything, as {@link #MASK}. */
    HOLD("hold"),
    /** The word is replaced by asterisks. */
    MASK("mask"),
    /** It is refused with {@code unwanted-words}. */
    REFUSE("refuse");

    private final String wire;

    Mode(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    /** The mode with that name in the contract. */
    public static Optional<Mode> of(Object name) {
      for (Mode mode : values()) {
        if (mode.wire.equals(name)) {
          return Optional.of(mode);
        }
      }
      return Optional.empty();
    }
  }

  public WordRules {
    languages = List.copyOf(languages);
    words = List.copyOf(words);
    exceptions = List.copyOf(exceptions);
  }

  /** What is done in a poll, or with a name: never {@link Mode#AUTO}. */
  public Mode modeWhere(boolean moderated) {
    if (mode != Mode.AUTO) {
      return mode;
    }
    return moderated ? Mode.HOLD : Mode.OFF;
  }

  /** These rules in place of earlier ones. */
  public WordRules after(WordRules earlier) {
    WordRules same = new WordRules(mode, languages, words, exceptions, earlier.rev);
    return same.equals(earlier)
        ? earlier
        : new WordRules(mode, languages, words, exceptions, earlier.rev + 1);
  }

  /** The later of two by revision. */
  public WordRules orNewer(WordRules other) {
    return other.rev > rev ? other : this;
  }

  /**
   * Reads a list of words or exceptions as a client sent it; notes what is wrong in {@code faults}.
   */
  public static List<String> readWords(Object value, String pointer, ValidationErrors faults) {
    if (!(value instanceof List<?> list) || list.size() > MAX_WORDS) {
      faults.add(pointer, "Must be a list of at most " + MAX_WORDS + " words");
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String word = faults.text(list.get(i), pointer + "/" + i, MAX_LENGTH);
      if (!words.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** Reads the languages as a client sent them; notes what is wrong in {@code faults}. */
  public static List<String> readLanguages(Object value, String pointer, ValidationErrors faults) {
    if (!(value instanceof List<?> list)
        || !list.stream().allMatch(each -> each instanceof String && LANGUAGES.contains(each))) {
      faults.add(pointer, "Must be a list of languages of " + String.join(", ", LANGUAGES));
      return List.of();
    }
    return LANGUAGES.stream().filter(list::contains).toList();
  }
}
