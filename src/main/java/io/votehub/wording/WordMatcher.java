package io.votehub.wording;

import io.votehub.poll.WordRules;
import io.votehub.wording.WordIndex.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the unwanted words of a room. Promises: a listed word is found in any case, with accents,
 * stretched letters and the common substitutes; it is found as a whole word only, except in
 * Chinese, Japanese and Thai; no exception is ever masked; a masked text has nothing to mask. Its
 * time is linear in the length of the text, but for phrases that repeat themselves. Immutable.
 */
public final class WordMatcher {
  private static final int OWN = -1;

  private final int lists;
  private final WordIndex own = new WordIndex();
  private final WordIndex exceptions = new WordIndex();

  public WordMatcher(WordRules rules) {
    lists = WordLists.of(rules.languages());
    rules.words().stream()
        .filter(word -> !isMasked(word))
        .forEach(word -> own.addWithVeiled(word, OWN));
    rules.exceptions().forEach(word -> exceptions.add(word, OWN));
  }

  /** The first unwanted word of a text, as it is listed; empty if it has none. */
  public Optional<String> first(String text) {
    return find(new FoldedText(text)).stream()
        .min(Comparator.comparingInt(Found::from))
        .map(Found::word);
  }

  /** The text with an asterisk for each character of an unwanted word; it is never longer. */
  public String masked(String text) {
    String masked = text;
    while (true) {
      FoldedText folded = new FoldedText(masked);
      List<Found> found = find(folded);
      if (found.isEmpty()) {
        return masked;
      }
      String next = masked(masked, folded, found);
      if (next.equals(masked)) {
        return masked;
      }
      masked = next;
    }
  }

  private static String masked(String text, FoldedText folded, List<Found> found) {
    boolean[] hidden = new boolean[text.length()];
    for (Found each : found) {
      for (int i = folded.start(each.from()); i < folded.end(each.to()); i++) {
        hidden[i] = true;
      }
    }
    StringBuilder masked = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!hidden[i] || Character.isWhitespace(c)) {
        masked.appendCodePoint(c);
      } else if (isSeen(c)) {
        masked.append('*');
      }
      i += Character.charCount(c);
    }
    return masked.toString();
  }

  /** Whether it is what masking leaves, which could never be masked away. */
  private static boolean isMasked(String word) {
    return word.codePoints()
        .filter(c -> !Character.isWhitespace(c) && isSeen(c))
        .allMatch(c -> c == '*');
  }

  private static boolean isSeen(int c) {
    int type = Character.getType(c);
    return type != Character.NON_SPACING_MARK && type != Character.FORMAT;
  }

  private List<Found> find(FoldedText text) {
    List<Found> found = new ArrayList<>();
    WordLists.ALL.find(text, lists, found);
    own.find(text, OWN, found);
    if (!found.isEmpty()) {
      List<Found> excepted = new ArrayList<>();
      exceptions.find(text, OWN, excepted);
      found.removeIf(each -> excepted.stream().anyMatch(each::overlaps));
    }
    return found;
  }
}
