package io.votehub.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * HMAC-SHA256 (RFC 2104) under one key. The hash states that depend on the key alone are computed
 * once, as section 4 of the RFC recommends; that saves half of the work, which {@link
 * javax.crypto.Mac} would repeat for each text. Thread-safe: the states are only copied.
 */
public final class HmacSha256 {
  private static final int BLOCK = 64;
  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5C;

  private final MessageDigest inner;
  private final MessageDigest outer;

  /**
   * @param key at least one byte
   */
  public HmacSha256(byte[] key) {
    inner = keyed(key, INNER_PAD);
    outer = keyed(key, OUTER_PAD);
  }

  private static MessageDigest keyed(byte[] key, byte pad) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
      for (int i = 0; i < BLOCK; i++) {
        block[i] ^= pad;
      }
      digest.update(block);
      return digest;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  private static MessageDigest copy(MessageDigest begun) {
    try {
      return (MessageDigest) begun.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The JDK's own digests can be cloned", impossible);
    }
  }

  /** The 32 bytes for a text in UTF-8. */
  public byte[] of(String text) {
    return copy(outer).digest(copy(inner).digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same as 64 hexadecimal digits. */
  public String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }
}
