package io.votehub.proof;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A SHA-256 hash: 32 bytes, in the order of their unsigned values. Immutable. */
public final class Hash implements Comparable<Hash> {
  /** The length of a hash. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A hash of these bytes.
   *
   * @throws IllegalArgumentException unless they are 32
   */
  public static Hash of(byte[] bytes) {
    return at(bytes, 0, bytes.length);
  }

  /** The hash that begins at a place in many. */
  static Hash at(byte[] many, int offset, int length) {
    if (length != BYTES) {
      throw new IllegalArgumentException("A hash has 32 bytes, not " + length);
    }
    return new Hash(Arrays.copyOfRange(many, offset, offset + BYTES));
  }

  /** Reads base64 with padding (RFC 4648, section 4); empty if it is no hash in its only form. */
  public static Optional<Hash> ofBase64(String text) {
    return decoded(Base64.getDecoder(), text).filter(hash -> hash.base64().equals(text));
  }

  /** Reads base64url without padding (RFC 4648, section 5); empty if it is no hash in that form. */
  public static Optional<Hash> ofBase64Url(String text) {
    return decoded(Base64.getUrlDecoder(), text).filter(hash -> hash.base64Url().equals(text));
  }

  private static Optional<Hash> decoded(Base64.Decoder decoder, String text) {
    try {
      byte[] bytes = decoder.decode(text);
      return bytes.length == BYTES ? Optional.of(new Hash(bytes)) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public String base64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64Url();
  }
}
