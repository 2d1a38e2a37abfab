package io.votehub.wording;

import io.votehub.method.OpenText;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.WordRules;
import io.votehub.poll.WordRules.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does with what an audience writes what the room's rules say. The same text and the same rules
 * always give the same, on every instance. Thread-safe.
 */
public final class AudienceFilter {
  /** Bounds the memory; a room's own words take some 100 KB at most. */
  private static final int MAX_CACHED = 32;

  private static final String WORDS = "words";
  private static final String TEXT = "text";

  private final Map<Words, WordMatcher> matchers = new ConcurrentHashMap<>();

  /** What a matcher depends on: rooms that differ only in what they do with words share one. */
  private record Words(List<String> languages, List<String> words, List<String> exceptions) {}

  /**
   * A text that may be kept.
   *
   * @param text the text, masked if the rules say so
   * @param held the listed word for which it waits for approval; empty if it need not
   */
  public record Checked(String text, String held) {}

  /** Reads the lists, which takes some 30 ms when it is done for the first time. */
  public static AudienceFilter loaded() {
    AudienceFilter filter = new AudienceFilter();
    filter.matcher(WordRules.DEFAULT);
    return filter;
  }

  private AudienceFilter() {}

  private WordMatcher matcher(WordRules rules) {
    Words words = new Words(rules.languages(), rules.words(), rules.exceptions());
    WordMatcher known = matchers.get(words);
    if (known != null) {
      return known;
    }
    if (matchers.size() >= MAX_CACHED) {
      matchers.clear();
    }
    return matchers.computeIfAbsent(words, absent -> new WordMatcher(rules));
  }

  /**
   * A text that waits for approval where that is moderated.
   *
   * @param moderated whether texts are approved before they are shown
   * @param holds whether a text can be held at all; if not it is masked instead
   * @throws Refusal {@code unwanted-words}
   */
  public Checked text(WordRules rules, boolean moderated, boolean holds, String text) {
    Mode mode = rules.modeWhere(moderated);
    if (mode == Mode.OFF) {
      return new Checked(text, "");
    }
    Optional<String> found = matcher(rules).first(text);
    if (found.isEmpty()) {
      return new Checked(text, "");
    }
    if (mode == Mode.REFUSE) {
      throw Refusal.of(ErrorCode.UNWANTED_WORDS);
    }
    return mode == Mode.HOLD && holds
        ? new Checked(text, found.get())
        : new Checked(matcher(rules).masked(text), "");
  }

  /** Whether a name is not to be shown. */
  public boolean isUnwanted(WordRules rules, boolean moderated, String name) {
    return rules.modeWhere(moderated) != Mode.OFF
        && !name.isEmpty()
        && matcher(rules).first(name).isPresent();
  }

  /**
   * The ballot to be counted in place of a valid one; the same if it is of a method without texts,
   * or has no unwanted word.
   *
   * @throws Refusal {@code unwanted-words}
   */
  public Map<String, ?> ballot(WordRules rules, Poll poll, Map<String, ?> ballot) {
    if (OpenText.isMethodOf(poll) && ballot.get(TEXT) instanceof String typed) {
      boolean moderated = Boolean.TRUE.equals(poll.settings().own().get("moderated"));
      Checked checked = text(rules, moderated, moderated, typed);
      if (!checked.held.isEmpty()) {
        return Map.of(TEXT, checked.text, OpenText.HELD, checked.held);
      }
      return checked.text.equals(typed) ? ballot : Map.of(TEXT, checked.text);
    }
    if (poll.method().equals(WORDS) && ballot.get(WORDS) instanceof List<?> typed) {
      List<String> checked =
          typed.stream().map(each -> text(rules, false, false, (String) each).text).toList();
      return checked.equals(typed) ? ballot : Map.of(WORDS, checked.stream().distinct().toList());
    }
    return ballot;
  }
}
