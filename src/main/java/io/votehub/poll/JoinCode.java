package io.votehub.poll;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Join codes: six characters that cannot be mistaken for one another, read without regard to case,
 * spaces or hyphens.
 */
public final class JoinCode {
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 6;
  private static final int MAX_TYPED = 32;

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
    String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    boolean valid = code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    return valid ? Optional.of(code) : Optional.empty();
  }
}
