package io.votehub.electorate;

import io.votehub.identity.HmacSha256;
import io.votehub.identity.HubKey;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The secrets of members: codes of 14 characters without look-alikes, 68 random bits, to be typed,
 * and keys of 128 random bits for links. Stores see their HMAC-SHA256 (RFC 2104) under the hub's
 * key only. Thread-safe.
 */
final class MemberCodes {
  /** The alphabet of join codes. */
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int CODE_LENGTH = 14;
  private static final int KEY_BYTES = 16;

  /** Longer text is no code; both kinds are shorter. */
  private static final int MAX_LENGTH = 64;

  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}]+");

  private final SecureRandom random = new SecureRandom();
  private final HmacSha256 hmac;

  MemberCodes(HubKey key) {
    hmac = new HmacSha256(key.derive("votehub member code"));
  }

  String newCode() {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The hash of a code as typed, in any case and with separators, or of a key. */
  String hash(String typed) {
    if (typed.length() > MAX_LENGTH) {
      return hmac.hex("");
    }
    String plain =
        SEPARATORS.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll("");
    // Keys are longer, and case matters in them; separators may be part of them.
    return hmac.hex(plain.length() == CODE_LENGTH ? plain.toUpperCase(Locale.ROOT) : typed.strip());
  }
}
