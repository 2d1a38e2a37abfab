package io.votehub.accounts;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords are accepted (NIST SP 800-63B-4): long ones that are not easily guessed. There
 * are no rules about kinds of characters. Loads word lists, so it is created once and off the event
 * loops. Thread-safe.
 */
final class PasswordRules {
  /** The least length where the password is the only factor. */
  static final int MIN_ALONE = 15;

  /** The least length where a second factor is always asked for. */
  static final int MIN_WITH_FACTOR = 8;

  static final int MAX = 128;

  /** Of zxcvbn's 0 to 4; below it an online attack is thinkable. */
  private static final int MIN_SCORE = 3;

  /** What is longer is strong by its length, and measuring takes quadratic time. */
  private static final int MEASURED = 40;

  private static final int MIN_WORD = 4;
  private static final String POINTER = "/password";

  private final Zxcvbn meter = new Zxcvbn();

  /** Why a text cannot be a password at all; cheap. */
  static Optional<Refusal> tooLong(String password) {
    return length(password) > MAX
        ? Optional.of(Refusal.field(POINTER, "At most " + MAX + " characters"))
        : Optional.empty();
  }

  private static int length(String password) {
    return password.codePointCount(0, password.length());
  }

  /**
   * Why a password is refused; empty if it is accepted.
   *
   * @param words of the account, such as its mail and name, which a guesser tries first
   */
  Optional<Refusal> fault(String password, boolean hasSecondFactor, List<String> words) {
    int least = hasSecondFactor ? MIN_WITH_FACTOR : MIN_ALONE;
    if (length(password) < least) {
      return Optional.of(Refusal.field(POINTER, "At least " + least + " characters"));
    }
    return tooLong(password).or(() -> guessable(password, words));
  }

  private Optional<Refusal> guessable(String password, List<String> words) {
    List<String> own = new ArrayList<>(List.of("votehub"));
    for (String word : words) {
      own.add(word.toLowerCase(Locale.ROOT));
      for (String part : word.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", 20)) {
        if (part.length() >= MIN_WORD) {
          own.add(part);
        }
      }
    }
    String measured = password.substring(0, Math.min(MEASURED, password.length()));
    return meter.measure(measured, own).getScore() < MIN_SCORE
        ? Optional.of(
            Refusal.field(POINTER, "Too easy to guess; several unrelated words are better"))
        : Optional.empty();
  }
}
