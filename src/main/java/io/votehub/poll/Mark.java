package io.votehub.poll;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What a client makes up for a ballot, so that the ballot's tag is not the hub's choice alone: 16
 * random bytes. It is no part of the ballot: equal ballots with different marks are equal.
 *
 * @param high the first 8 bytes, big-endian
 * @param low the last 8 bytes
 */
public record Mark(long high, long low) {
  /** The length in bytes. */
  public static final int BYTES = 2 * Long.BYTES;

  /** The length of the text, in characters. */
  public static final int CHARS = 22;

  /**
   * Reads a mark.
   *
   * @param text base64url without padding
   * @return empty if that is no mark, or one in another than its only form
   */
  public static Optional<Mark> read(String text) {
    if (text.length() != CHARS) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      Mark mark = new Mark(bytes.getLong(), bytes.getLong());
      // The last character has four bits that belong to no byte.
      return mark.text().equals(text) ? Optional.of(mark) : Optional.empty();
    } catch (IllegalArgumentException fault) {
      return Optional.empty();
    }
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** In base64url without padding. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  @Override
  public String toString() {
    return text();
  }
}
