package io.votehub.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) under one key. Thread-safe. */
public final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256";

  /** Never used itself: a copy is set up in a fraction of the time that the key takes. */
  private final Mac keyed;

  /**
   * @param key at least one byte
   */
  public HmacSha256(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has HMAC-SHA256", impossible);
    }
  }

  /** The 32 bytes for a text in UTF-8. */
  public byte[] of(String text) {
    try {
      return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The JDK's own HMAC can be cloned", impossible);
    }
  }

  /** The same as 64 hexadecimal digits. */
  public String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }
}
