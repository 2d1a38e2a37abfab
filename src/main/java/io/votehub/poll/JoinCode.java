package io.votehub.poll;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Join codes: six characters that cannot be mistaken for one another. They are read as people type
 * and paste them: without regard to case, full width, spaces and dashes of all kinds, and
 * punctuation around them, or as the address of a room's page on any host. {@code join-code.js}
 * does the same for the pages.
 */
public final class JoinCode {
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** They are mistaken for one another, or for V. */
  private static final String LEFT_OUT = "O0I1LU";

  private static final int LENGTH = 6;

  /** An address with a presenter's key in it is not much longer. */
  private static final int MAX_TYPED = 2048;

  private static final Pattern ADDRESS =
      Pattern.compile("(?:^|/)(?:r|present|screen)/([^/?#\\s]+)", Pattern.CASE_INSENSITIVE);

  /** With what other keyboards have in the place of a hyphen, and marks that show nothing. */
  private static final Pattern BETWEEN =
      Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}_\u2212\u2043\u00B7\u30FB\u30FC]+");

  private static final Pattern AROUND = Pattern.compile("^[\\p{P}<>]+|[\\p{P}<>]+$");

  private JoinCode() {}

  /**
   * A new code; 30<sup>6</sup> (729 million) are possible, so the caller checks that it is not
   * taken.
   */
  public static String random(RandomGenerator random) {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** The code that was meant by what a person typed, or nothing if it cannot be one. */
  public static Optional<String> read(String typed) {
    if (typed == null || typed.length() > MAX_TYPED) {
      return Optional.empty();
    }
    if (isCode(typed)) {
      return Optional.of(typed);
    }
    return Optional.of(plain(typed)).filter(JoinCode::isCode);
  }

  /** {@code unknown-room} for what cannot be a code; says so if letters in it are in no code. */
  public static Refusal unreadable(String typed) {
    boolean looksLikeOne = typed != null && typed.length() <= MAX_TYPED;
    String plain = looksLikeOne ? plain(typed) : "";
    return plain.length() == LENGTH && plain.chars().anyMatch(c -> LEFT_OUT.indexOf(c) >= 0)
        ? Refusal.of(ErrorCode.UNKNOWN_ROOM, "No code has O, 0, I, 1, L or U in it")
        : Refusal.of(ErrorCode.UNKNOWN_ROOM);
  }

  private static String plain(String typed) {
    // Composing is slow on piles of marks, and no code has one.
    if (PlainText.isOverloaded(typed)) {
      return "";
    }
    String text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    Matcher address = ADDRESS.matcher(text);
    String part = address.find() ? address.group(1) : text;
    String close = BETWEEN.matcher(part).replaceAll("");
    return AROUND.matcher(close).replaceAll("").toUpperCase(Locale.ROOT);
  }

  private static boolean isCode(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
