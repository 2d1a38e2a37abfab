package io.votehub.method;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlainText;
import io.votehub.poll.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What voters write, made fit to be shown and compared: plain as {@link PlainText} is, with single
 * spaces, and without marks that take no room.
 */
final class TypedText {
  /** Zero-width space, word joiner, byte order mark, soft hyphen. The joiners of emoji stay. */
  private static final Pattern WITHOUT_ROOM = Pattern.compile("[\\u200B\\u2060\\uFEFF\\u00AD]+");

  /** They direct text; words are compared, and have none. */
  private static final Pattern DIRECTING =
      Pattern.compile("[\\u200E\\u200F\\u061C\\u2066-\\u2069]+");

  /** What lower case makes of a dotted capital I, and of dots that someone piles on it. */
  private static final Pattern DOTTED_I = Pattern.compile("i\\u0307+");

  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\t]+");
  private static final Pattern BREAK = Pattern.compile("\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
  private static final Pattern OUTER_BREAKS = Pattern.compile("^\\n+|\\n+$");

  private TypedText() {}

  /**
   * Refuses, as {@code bad-ballot}, what is too long to be looked at, or piles up marks.
   *
   * @param what begins the sentence, such as {@code "A word"}
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
   * A word or phrase on one line, in lower case (of no language), because it is matched without
   * regard to case; it may come out empty. A dotted capital I becomes a plain i, and not one with
   * two dots.
   */
  static String word(String raw) {
    String lower = line(DIRECTING.matcher(raw).replaceAll("")).toLowerCase(Locale.ROOT);
    return line(DOTTED_I.matcher(lower).replaceAll("i"));
  }

  /** A text with its line breaks, but never more than one empty line; it may come out empty. */
  static String text(String raw) {
    String lines = BREAK.splitAsStream(raw).map(TypedText::line).collect(Collectors.joining("\n"));
    return OUTER_BREAKS.matcher(EMPTY_LINES.matcher(lines).replaceAll("\n\n")).replaceAll("");
  }

  private static String line(String raw) {
    String plain = PlainText.of(WITHOUT_ROOM.matcher(raw).replaceAll(""));
    return SPACE.matcher(plain).replaceAll(" ");
  }
}
