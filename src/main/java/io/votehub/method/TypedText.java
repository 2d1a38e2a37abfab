package io.votehub.method;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlainText;
import io.votehub.poll.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Normalizes text typed by voters for display and comparison: {@link PlainText} with single spaces
 * and without zero-width characters.
 */
final class TypedText {
  /** Zero-width space, word joiner, byte order mark, soft hyphen. The joiners of emoji stay. */
  private static final Pattern ZERO_WIDTH = Pattern.compile("[\\u200B\\u2060\\uFEFF\\u00AD]+");

  /** Bidirectional controls, which are removed from words because words are compared. */
  private static final Pattern BIDI_CONTROLS =
      Pattern.compile("[\\u200E\\u200F\\u061C\\u2066-\\u2069]+");

  /** What lower-casing makes of a dotted capital I, or of dots piled on an i. */
  private static final Pattern DOTTED_I = Pattern.compile("i\\u0307+");

  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\t]+");
  private static final Pattern BREAK = Pattern.compile("\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
  private static final Pattern OUTER_BREAKS = Pattern.compile("^\\n+|\\n+$");

  private TypedText() {}

  /**
   * Refuses text that is too long to process or piles combining marks on a character.
   *
   * @param what subject of the message, such as {@code "A word"}
   * @throws Refusal {@code bad-ballot}
   */
  static void refuseUnfit(String raw, int most, String what) {
    if (PlainText.isHuge(raw, most)) {
      throw tooLong(what, most);
    }
    if (PlainText.isOverloaded(raw)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, what + " has too many marks on one character");
    }
  }

  static Refusal tooLong(String what, int most) {
    return Refusal.of(ErrorCode.BAD_BALLOT, what + " has at most " + most + " characters");
  }

  /**
   * A word or phrase on one line in lower case (root locale), because words are matched
   * case-insensitively. May be empty. A dotted capital I becomes a plain i.
   */
  static String word(String raw) {
    String lower = line(BIDI_CONTROLS.matcher(raw).replaceAll("")).toLowerCase(Locale.ROOT);
    return line(DOTTED_I.matcher(lower).replaceAll("i"));
  }

  /** A text with its line breaks, but at most one empty line in a row; may be empty. */
  static String text(String raw) {
    String lines = BREAK.splitAsStream(raw).map(TypedText::line).collect(Collectors.joining("\n"));
    return OUTER_BREAKS.matcher(EMPTY_LINES.matcher(lines).replaceAll("\n\n")).replaceAll("");
  }

  private static String line(String raw) {
    String plain = PlainText.of(ZERO_WIDTH.matcher(raw).replaceAll(""));
    return SPACE.matcher(plain).replaceAll(" ");
  }
}
