package io.votehub.method;

import io.votehub.poll.PlainText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether two texts are the same to people: it takes away case in full ({@code Straße},
 * {@code STRASSE}; the final sigma), compatible forms (full width, ligatures), what has no width of
 * its own (joiners, variation selectors), and the kinds of apostrophe. What comes out is for
 * comparing and never for showing. {@code writing.js} does the same for the pages.
 *
 * <p>The Turkish dotless i stays another letter, as in Unicode's folding: words differ by it alone.
 * Normalising is slow on long runs of marks, so texts come here in the form of {@link PlainText},
 * which bounds them.
 */
final class TextFolding {
  private static final Normalizer.Form NFKC = Normalizer.Form.NFKC;

  private static final Pattern WITHOUT_WIDTH =
      Pattern.compile(
          "[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B\\u200C\\u200E\\u200F"
              + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]+");

  /** Between letters; within emoji it makes one picture of several. */
  private static final Pattern JOINER = Pattern.compile("([\\p{So}\\p{Sk}]?)\\u200D");

  private static final Pattern APOSTROPHE =
      Pattern.compile("[\\u2018\\u2019\\u201B\\u02B9\\u02BC\\u2032`\\u00B4\\uFF07\\u05F3\\uA78C]");

  private static final Pattern DOTTED_I = Pattern.compile("i\\u0307+");
  private static final Pattern DOTLESS_I = Pattern.compile("\\u0131");

  private TextFolding() {}

  /** The text as it is compared; empty if it shows nothing. */
  static String of(String text) {
    if (text.chars().allMatch(TextFolding::isFoldedAlready)) {
      return text;
    }
    String seen =
        JOINER
            .matcher(WITHOUT_WIDTH.matcher(text).replaceAll(""))
            .replaceAll(joiner -> joiner.group(1).isEmpty() ? "" : joiner.group());
    String plain = Normalizer.normalize(APOSTROPHE.matcher(seen).replaceAll("'"), NFKC);
    String folded =
        Arrays.stream(DOTLESS_I.split(plain, -1))
            .map(TextFolding::withoutCase)
            .collect(Collectors.joining("\u0131"));
    return Normalizer.normalize(folded, NFKC).strip();
  }

  private static boolean isFoldedAlready(int c) {
    return c >= ' ' && c < 0x7F && c != '`' && (c < 'A' || c > 'Z');
  }

  /** Down first, because a capital sharp s has no other upper case. */
  private static String withoutCase(String text) {
    String upper = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    String lower = upper.toLowerCase(Locale.ROOT).replace('\u03C2', '\u03C3');
    return DOTTED_I.matcher(lower).replaceAll("i");
  }
}
