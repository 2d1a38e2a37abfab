package io.votehub.accounts;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238): SHA-1, 6 digits, 30 s, as every authenticator app
 * supports. Whether a code was used is for the caller to remember, by its step.
 */
final class Totp {
  private static final String ALGORITHM = "HmacSHA1";
  static final int SECRET_BYTES = 20;
  static final long STEP_MS = 30_000;

  private static final int MODULO = 1_000_000;
  private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
  private static final int BITS = 5;

  private Totp() {}

  /** A new secret in Base32 (RFC 4648), as authenticator apps take it. */
  static String newSecret() {
    return base32(Digests.random(SECRET_BYTES));
  }

  /**
   * The time step of which this is the code: the present one or the one before.
   *
   * @param now UTC milliseconds since the epoch
   * @return empty if it is the code of neither
   */
  static OptionalLong step(String secret, String code, long now) {
    byte[] key = fromBase32(secret);
    long step = now / STEP_MS;
    OptionalLong found = OptionalLong.empty();
    for (long each = step; each >= step - 1; each--) {
      if (Digests.equal(code(key, each), code) && found.isEmpty()) {
        found = OptionalLong.of(each);
      }
    }
    return found;
  }

  /** The code of a step. */
  static String code(byte[] key, long step) {
    byte[] sum = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = sum[sum.length - 1] & 0xF;
    int number = ByteBuffer.wrap(sum).getInt(offset) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % MODULO);
  }

  /** HMAC-SHA1, which is what authenticator apps know (RFC 6238, 1.2). */
  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has " + ALGORITHM, impossible);
    }
  }

  /** The address that authenticator apps read from a QR code. */
  static String uri(String secret, String issuer, String mail) {
    String site = URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20");
    String who = URLEncoder.encode(mail, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/" + site + ":" + who + "?secret=" + secret + "&issuer=" + site;
  }

  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte each : bytes) {
      bits = (bits << Byte.SIZE) | (each & 0xFF);
      held += Byte.SIZE;
      while (held >= BITS) {
        held -= BITS;
        text.append(BASE32[(bits >>> held) & 0x1F]);
      }
    }
    if (held > 0) {
      text.append(BASE32[(bits << (BITS - held)) & 0x1F]);
    }
    return text.toString();
  }

  static byte[] fromBase32(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * BITS / Byte.SIZE);
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      int value = each >= 'A' && each <= 'Z' ? each - 'A' : each - '2' + 26;
      bits = (bits << BITS) | value;
      held += BITS;
      if (held >= Byte.SIZE) {
        held -= Byte.SIZE;
        bytes.put((byte) (bits >>> held));
      }
    }
    return bytes.array();
  }
}
