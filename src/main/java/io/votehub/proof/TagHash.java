package io.votehub.proof;

import io.votehub.poll.Mark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Computes the tags of ballots: SHA-256 over the poll's id, the mark that the client made and the
 * receipt that the hub gave, so that neither chooses the tag alone. A tag tells nothing about the
 * choice. Not thread-safe: one for each event loop or reading.
 */
public final class TagHash {
  /** The length of a tag in bytes. */
  public static final int BYTES = 32;

  /** The length of a tag's text, in characters. */
  public static final int CHARS = 43;

  private static final byte[] BEGIN = "votehub/tag/1\n".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest sha256;

  public TagHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  /**
   * The tag of a ballot.
   *
   * @param mark null for a ballot that was cast without one
   */
  public byte[] of(String poll, Mark mark, String receipt) {
    sha256.update(BEGIN);
    sha256.update(poll.getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) '\n');
    if (mark != null) {
      sha256.update(mark.bytes());
    }
    return sha256.digest(receipt.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The same as text.
   *
   * @param mark null for a ballot that was cast without one
   */
  public String text(String poll, Mark mark, String receipt) {
    return text(of(poll, mark, receipt));
  }

  /** A tag in base64url without padding. */
  public static String text(byte[] tag) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
  }

  /**
   * Reads a tag.
   *
   * @param text base64url without padding
   * @return the 32 bytes; empty if that is no tag, or one in another than its only form
   */
  public static Optional<byte[]> read(String text) {
    if (text.length() != CHARS) {
      return Optional.empty();
    }
    try {
      byte[] tag = Base64.getUrlDecoder().decode(text);
      return text(tag).equals(text) ? Optional.of(tag) : Optional.empty();
    } catch (IllegalArgumentException fault) {
      return Optional.empty();
    }
  }
}
