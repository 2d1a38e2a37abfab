package io.votehub.accounts;

import io.votehub.identity.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random secrets, and the hashes under which they are kept. Thread-safe. */
final class Digests {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  private Digests() {}

  /** A new secret: 256 random bits as 43 characters of base64url. */
  static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /** A random number below a bound. */
  static int below(int bound) {
    return RANDOM.nextInt(bound);
  }

  /** The SHA-256 of a text that cannot be guessed, in hexadecimal digits. */
  static String sha256(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  /** The HMAC-SHA-256 of a text that could be guessed, in hexadecimal digits. */
  static String keyed(byte[] key, String text) {
    return new HmacSha256(key).hex(text);
  }

  /** Compares in a time that does not depend on where two texts differ. */
  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
