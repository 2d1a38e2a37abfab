package io.votehub.method;

import io.votehub.poll.PlainText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folds texts for comparison, so that two are equal if people would call them equal: full case
 * folding ({@code Straße}, {@code STRASSE}, final sigma), compatibility forms (NFKC: full width,
 * ligatures), invisible characters (joiners, variation selectors), and the various apostrophes. The
 * result is for comparison, never for display. {@code writing.js} does the same in the pages.
 *
 * <p>The Turkish dotless i remains a separate letter, as in Unicode case folding, because it
 * distinguishes words. Normalization is slow for long runs of combining marks, so texts must have
 * passed {@link PlainText}, which bounds them.
 */
public final class TextFolding {
  private static final Normalizer.Form NFKC = Normalizer.Form.NFKC;

  private static final Pattern WITHOUT_WIDTH =
      Pattern.compile(
          "[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B\\u200C\\u200E\\u200F"
              + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]+");

  /** Kept within emoji, where it joins several into one picture. */
  private static final Pattern JOINER = Pattern.compile("([\\p{So}\\p{Sk}]?)\\u200D");

  private static final Pattern APOSTROPHE =
      Pattern.compile("[\\u2018\\u2019\\u201B\\u02B9\\u02BC\\u2032`\\u00B4\\uFF07\\u05F3\\uA78C]");

  private static final Pattern DOTTED_I = Pattern.compile("i\\u0307+");
  private static final Pattern DOTLESS_I = Pattern.compile("\\u0131");

  private TextFolding() {}

  /** The folded text; empty if nothing visible remains. */
  public static String of(String text) {
    if (text.chars().allMatch(TextFolding::isFoldedAlready)) {
      return text;
    }
    String visible =
        JOINER
            .matcher(WITHOUT_WIDTH.matcher(text).replaceAll(""))
            .replaceAll(joiner -> joiner.group(1).isEmpty() ? "" : joiner.group());
    String plain = Normalizer.normalize(APOSTROPHE.matcher(visible).replaceAll("'"), NFKC);
    String folded =
        Arrays.stream(DOTLESS_I.split(plain, -1))
            .map(TextFolding::withoutCase)
            .collect(Collectors.joining("\u0131"));
    return Normalizer.normalize(folded, NFKC).strip();
  }

  private static boolean isFoldedAlready(int c) {
    return c >= ' ' && c < 0x7F && c != '`' && (c < 'A' || c > 'Z');
  }

  /** Lower case first, because capital sharp s has no other upper case. */
  private static String withoutCase(String text) {
    String upper = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    String lower = upper.toLowerCase(Locale.ROOT).replace('\u03C2', '\u03C3');
    return DOTTED_I.matcher(lower).replaceAll("i");
  }
}
