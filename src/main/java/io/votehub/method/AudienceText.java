package io.votehub.method;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlainText;
import io.votehub.poll.Refusal;

/** Texts that an audience writes, validated and in the form in which they are kept. */
public final class AudienceText {
  private AudienceText() {}

  /**
   * A text, possibly with line breaks.
   *
   * @param max the greatest length in characters
   * @param what subject of the message, such as {@code "The question"}
   * @throws Refusal {@code bad-ballot}
   */
  public static String text(String raw, int max, String what) {
    TypedText.refuseUnfit(raw, max, what);
    return fitting(TypedText.text(raw), max, what);
  }

  /**
   * The same on one line.
   *
   * @throws Refusal {@code bad-ballot}
   */
  public static String line(String raw, int max, String what) {
    TypedText.refuseUnfit(raw, max, what);
    return fitting(TypedText.text(raw).replace('\n', ' '), max, what);
  }

  private static String fitting(String text, int max, String what) {
    if (text.isEmpty()) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, what + " is empty");
    }
    if (PlainText.length(text) > max) {
      throw TypedText.tooLong(what, max);
    }
    return text;
  }

  /** The form in which texts are compared; equal for texts that differ in case or spelling only. */
  public static String folded(String text) {
    return TextFolding.of(text.replace('\n', ' '));
  }
}
