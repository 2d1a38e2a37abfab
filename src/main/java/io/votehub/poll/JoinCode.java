package io.votehub.poll;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Join codes: six characters from an alphabet without look-alikes. Parsing accepts what people type
 * and paste: any case, full width, spaces, dashes, surrounding punctuation, and the address of a
 * room's page on any host. {@code join-code.js} does the same in the pages.
 */
public final class JoinCode {
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** Excluded, because they are confused with one another or with V. */
  private static final String EXCLUDED = "O0I1LU";

  private static final int LENGTH = 6;

  /** No code that people are given has a letter of {@link #EXCLUDED}. */
  private static final char HIDDEN = '0';

  /** Long enough for an address with a presenter's key. */
  private static final int MAX_TYPED = 2048;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:^|/)(?:r|present|moderate|screen)/([^/?#\\s]+)", Pattern.CASE_INSENSITIVE);

  /** Separators: white space, the dashes of all keyboards, and invisible characters. */
  private static final Pattern SEPARATORS =
      Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}_\u2212\u2043\u00B7\u30FB\u30FC]+");

  private static final Pattern SURROUNDING = Pattern.compile("^[\\p{P}<>]+|[\\p{P}<>]+$");

  private JoinCode() {}

  /** A new code out of 30<sup>6</sup> (729 million); the caller must check that it is not taken. */
  public static String random(RandomGenerator random) {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /**
   * A new code for a room of the hub's own. {@link #read} never returns it, so nobody outside the
   * hub can name such a room, and no other room has its code.
   */
  public static String hidden(RandomGenerator random) {
    return HIDDEN + random(random).substring(1);
  }

  /** Whether a room with that code is one of the hub's own. */
  public static boolean isHidden(String code) {
    return !code.isEmpty() && code.charAt(0) == HIDDEN;
  }

  /** The code meant by typed text; empty if it cannot be one. */
  public static Optional<String> read(String typed) {
    if (typed == null || typed.length() > MAX_TYPED) {
      return Optional.empty();
    }
    if (isCode(typed)) {
      return Optional.of(typed);
    }
    return Optional.of(plain(typed)).filter(JoinCode::isCode);
  }

  /**
   * The {@code unknown-room} refusal for text that is not a code; points out letters that no code
   * contains.
   */
  public static Refusal unreadable(String typed) {
    boolean looksLikeOne = typed != null && typed.length() <= MAX_TYPED;
    String plain = looksLikeOne ? plain(typed) : "";
    return plain.length() == LENGTH && plain.chars().anyMatch(c -> EXCLUDED.indexOf(c) >= 0)
        ? Refusal.of(ErrorCode.UNKNOWN_ROOM, "No code has O, 0, I, 1, L or U in it")
        : Refusal.of(ErrorCode.UNKNOWN_ROOM);
  }

  private static String plain(String typed) {
    // Normalization is slow on piles of combining marks, which no code contains.
    if (PlainText.isOverloaded(typed)) {
      return "";
    }
    String text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    Matcher address = ADDRESS.matcher(text);
    String part = address.find() ? address.group(1) : text;
    String close = SEPARATORS.matcher(part).replaceAll("");
    return SURROUNDING.matcher(close).replaceAll("").toUpperCase(Locale.ROOT);
  }

  private static boolean isCode(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
