package io.votehub.wording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a word is spelled, apart from repeated letters: {@code fooo} and {@code fo} have the same
 * letters and different runs.
 *
 * @param letters each run of equal letters as one
 * @param runs the length of each run
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Spelling(String letters, int[] runs) {
  /** A letter that is written so often is stretched, whatever the language. */
  private static final int STRETCHED = 3;

  /** In shorter words a doubled vowel makes another word. */
  private static final int MIN_LETTERS = 4;

  private static Spelling of(int[] word, int from, int to, int ambiguous) {
    boolean latin = false;
    for (int i = from; i < to; i++) {
      latin |= word[i] >= 'a' && word[i] <= 'z';
    }
    StringBuilder letters = new StringBuilder(to - from);
    int[] runs = new int[to - from];
    int size = 0;
    int last = -1;
    for (int i = from; i < to; i++) {
      int c = Substitutes.letter(word[i], ambiguous);
      c = latin ? Substitutes.latin(c) : c;
      if (c == last) {
        runs[size - 1]++;
      } else {
        letters.appendCodePoint(c);
        runs[size++] = 1;
        last = c;
      }
    }
    return new Spelling(letters.toString(), Arrays.copyOf(runs, size));
  }

  /** How a listed word is spelled. */
  static Spelling ofListed(int[] word) {
    return hasLetter(word, 0, word.length)
        ? of(word, 0, word.length, 'i')
        : verbatim(word, 0, word.length);
  }

  /**
   * All that a token may be meant as. Digits alone are a number, and mean nothing else.
   *
   * @param word folded characters
   */
  static List<Spelling> readings(int[] word) {
    if (!hasLetter(word, 0, word.length)) {
      return List.of(verbatim(word, 0, word.length));
    }
    boolean plain = true;
    for (int c : word) {
      plain &= Character.isLetter(c);
    }
    if (plain) {
      return List.of(of(word, 0, word.length, 'i'));
    }
    List<Spelling> readings = new ArrayList<>();
    add(readings, word, 0, word.length);
    trimmed(readings, word, true);
    trimmed(readings, word, false);
    return readings;
  }

  private static void trimmed(List<Spelling> readings, int[] word, boolean punctuationOnly) {
    int from = 0;
    int to = word.length;
    while (to > from && isTrimmed(word[to - 1], punctuationOnly)) {
      to--;
    }
    int end = to;
    while (from < to && isTrimmed(word[from], punctuationOnly)) {
      from++;
    }
    if (end < word.length && from > 0) {
      add(readings, word, 0, end);
      add(readings, word, from, word.length);
    }
    if (end < word.length || from > 0) {
      add(readings, word, from, end);
    }
  }

  private static boolean isTrimmed(int c, boolean punctuationOnly) {
    return punctuationOnly ? Substitutes.isPunctuation(c) : Substitutes.isSymbol(c);
  }

  private static void add(List<Spelling> readings, int[] word, int from, int to) {
    if (!hasLetter(word, from, to)) {
      return;
    }
    readings.add(of(word, from, to, 'i'));
    for (int i = from; i < to; i++) {
      if (Substitutes.isAmbiguous(word[i])) {
        readings.add(of(word, from, to, 'l'));
        return;
      }
    }
  }

  private static Spelling verbatim(int[] word, int from, int to) {
    int[] runs = new int[to - from];
    Arrays.fill(runs, 1);
    return new Spelling(new String(word, from, to - from), runs);
  }

  private static boolean hasLetter(int[] word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isLetter(word[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether this, as typed, is a listed word that has the same letters. */
  boolean isAsListed(Spelling listed) {
    if (runs.length != listed.runs.length) {
      return false;
    }
    int total = Arrays.stream(listed.runs).sum();
    for (int i = 0, at = 0; i < runs.length; i++) {
      int c = letters.codePointAt(at);
      at += Character.charCount(c);
      if (!isAsListed(c, runs[i], listed.runs[i], total)) {
        return false;
      }
    }
    return true;
  }

  /** A doubled consonant makes another word of many: "rapping". */
  private static boolean isAsListed(int c, int typed, int listed, int total) {
    return typed == listed
        || (typed >= STRETCHED && typed >= listed)
        || (typed > listed && total >= MIN_LETTERS && "aeiou".indexOf(c) >= 0);
  }
}
