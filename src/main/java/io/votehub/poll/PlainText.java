package io.votehub.poll;

import java.text.Normalizer;

/**
 * Text from outside, as it may be shown to people: composed (NFC), on one line, trimmed, without
 * control characters, without the marks that turn the direction of what stands around them, and
 * without halves of surrogate pairs. Two texts that look the same are then mostly the same.
 */
public final class PlainText {
  private PlainText() {}

  /** The text made plain; it may come out empty. */
  public static String of(String raw) {
    StringBuilder kept = new StringBuilder(raw.length());
    raw.codePoints()
        .map(c -> isBreak(c) ? ' ' : c)
        .filter(c -> !isUnwanted(c))
        .forEach(kept::appendCodePoint);
    return trimmed(Normalizer.normalize(kept, Normalizer.Form.NFC));
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
        || turnsDirection(c);
  }

  private static boolean turnsDirection(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
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
