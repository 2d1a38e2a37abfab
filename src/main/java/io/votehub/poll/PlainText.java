package io.votehub.poll;

import java.text.Normalizer;

/**
 * Text from outside, as it may be shown to people: composed (NFC), on one line, trimmed, without
 * control characters, and without halves of surrogate pairs. Two texts that look the same are then
 * mostly the same.
 *
 * <p>Marks that direct a text stay where they can do no harm to what stands around it: isolates,
 * each of which is ended within the text, and U+200E, U+200F and U+061C. The older embeddings and
 * overrides go.
 *
 * <p>Composing takes time that grows with the square of how many marks stand on one character, and
 * a million of them fit into a request. So a text is looked at with {@link #isHuge} and {@link
 * #isOverloaded} first, which take time that grows with its length.
 */
public final class PlainText {
  /** As many UTF-16 units as no honest text of that length has, whatever it is made of. */
  private static final int UNITS_PER_CHARACTER = 20;

  private static final int UNITS_BESIDE = 1000;

  /**
   * Hebrew with vowels and cantillation has some six on a letter, Tibetan stacks ten; more only
   * hides what stands above and below.
   */
  private static final int MAX_MARKS = 16;

  /** More isolates within isolates have no use. */
  private static final int MAX_OPEN = 8;

  private static final int END_OF_ISOLATE = 0x2069;

  private PlainText() {}

  /** Whether it is so long that no text of {@code most} characters can come of it. */
  public static boolean isHuge(String raw, int most) {
    return raw.length() > UNITS_PER_CHARACTER * most + UNITS_BESIDE;
  }

  /** Whether more marks than {@value #MAX_MARKS} are piled on one character. */
  public static boolean isOverloaded(String raw) {
    int marks = 0;
    for (int i = 0; i < raw.length() && marks <= MAX_MARKS; ) {
      int c = raw.codePointAt(i);
      marks = marksWith(c, marks);
      i += Character.charCount(c);
    }
    return marks > MAX_MARKS;
  }

  /** How many marks stand on a character, after one more code point; joiners do not end it. */
  private static int marksWith(int c, int before) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          before + 1;
      case Character.FORMAT, Character.CONTROL, Character.SURROGATE -> before;
      default -> 0;
    };
  }

  /**
   * The text made plain; it may come out empty. Of marks that are piled on one character, no more
   * than {@value #MAX_MARKS} are kept.
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
    return showsNothing(text) ? "" : text + Character.toString(END_OF_ISOLATE).repeat(open);
  }

  /** How many isolates are open after one more code point. */
  private static int openWith(int c, int before) {
    if (c == END_OF_ISOLATE) {
      return before - 1;
    }
    return c >= 0x2066 && c < END_OF_ISOLATE ? before + 1 : before;
  }

  private static boolean showsNothing(String text) {
    return text.chars().allMatch(c -> directs(c) || isBlank((char) c));
  }

  /** How long a text is for people: in code points. */
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

  private static boolean directs(int c) {
    return (c >= 0x2066 && c <= END_OF_ISOLATE) || c == 0x200E || c == 0x200F || c == 0x061C;
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

  /** White space, and what has no width and joins nothing at the end of a text. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || (c >= 0x200B && c <= 0x200D)
        || c == 0x2060
        || c == 0xFEFF
        || c == 0x00AD;
  }
}
