package io.votehub.poll;

import java.text.Normalizer;

/**
 * Sanitizes text from clients for display: composed (NFC), on one line, trimmed, without control
 * characters and unpaired surrogates. Texts that look the same are then mostly equal.
 *
 * <p>Bidirectional controls stay if they cannot affect surrounding text: isolates, each closed
 * within the text, and U+200E, U+200F and U+061C. The older embeddings and overrides are removed.
 *
 * <p>Normalization takes quadratic time in the number of combining marks on one character, and a
 * request may contain a million of them. Callers therefore check {@link #isHuge} and {@link
 * #isOverloaded} first, which take linear time.
 */
public final class PlainText {
  /** A generous bound of UTF-16 units per visible character. */
  private static final int UNITS_PER_CHARACTER = 20;

  private static final int EXTRA_UNITS = 1000;

  /**
   * Hebrew with vowels and cantillation has about six marks on a letter, Tibetan stacks ten; more
   * only cover neighbouring lines.
   */
  private static final int MAX_MARKS = 16;

  /** Deeper nesting of isolates has no use. */
  private static final int MAX_OPEN = 8;

  private static final int POP_ISOLATE = 0x2069;

  private PlainText() {}

  /** Whether the text is too long to become one of {@code most} characters. */
  public static boolean isHuge(String raw, int most) {
    return raw.length() > UNITS_PER_CHARACTER * most + EXTRA_UNITS;
  }

  /** Whether more than {@value #MAX_MARKS} combining marks are piled on one character. */
  public static boolean isOverloaded(String raw) {
    int marks = 0;
    for (int i = 0; i < raw.length() && marks <= MAX_MARKS; ) {
      int c = raw.codePointAt(i);
      marks = marksWith(c, marks);
      i += Character.charCount(c);
    }
    return marks > MAX_MARKS;
  }

  /**
   * The number of marks on a character after one more code point; joiners continue the character.
   */
  private static int marksWith(int c, int before) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          before + 1;
      case Character.FORMAT, Character.CONTROL, Character.SURROGATE -> before;
      default -> 0;
    };
  }

  /**
   * The sanitized text, which may be empty. At most {@value #MAX_MARKS} marks are kept on one
   * character.
   */
  public static String of(String raw) {
    StringBuilder kept = new StringBuilder(raw.length());
    int marks = 0;
    int open = 0;
    for (int i = 0; i < raw.length(); ) {
      int found = raw.codePointAt(i);
      i += Character.charCount(found);
      int c = isBreak(found) ? ' ' : found;
      marks = marksWith(c, marks);
      int openThen = openWith(c, open);
      if (marks <= MAX_MARKS && openThen >= 0 && openThen <= MAX_OPEN && !isUnwanted(c)) {
        kept.appendCodePoint(c);
        open = openThen;
      }
    }
    String text = trimmed(Normalizer.normalize(kept, Normalizer.Form.NFC));
    return isInvisible(text) ? "" : text + Character.toString(POP_ISOLATE).repeat(open);
  }

  /** The number of open isolates after one more code point. */
  private static int openWith(int c, int before) {
    if (c == POP_ISOLATE) {
      return before - 1;
    }
    return c >= 0x2066 && c < POP_ISOLATE ? before + 1 : before;
  }

  private static boolean isInvisible(String text) {
    return text.chars().allMatch(c -> isBidiControl(c) || isBlank((char) c));
  }

  /** The length as people count: in code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029 || c == 0x85;
  }

  private static boolean isUnwanted(int c) {
    return Character.getType(c) == Character.CONTROL
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0x202A && c <= 0x202E);
  }

  private static boolean isBidiControl(int c) {
    return (c >= 0x2066 && c <= POP_ISOLATE) || c == 0x200E || c == 0x200F || c == 0x061C;
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** White space and zero-width characters. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || (c >= 0x200B && c <= 0x200D)
        || c == 0x2060
        || c == 0xFEFF
        || c == 0x00AD;
  }
}
