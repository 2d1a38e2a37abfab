package io.votehub.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of a Merkle tree (RFC 9162, section 2.1.1): of a leaf {@code SHA-256(0x00 ‖ leaf)}, of
 * a node {@code SHA-256(0x01 ‖ left ‖ right)}. Used by one thread at a time.
 */
final class TreeHasher {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = sha256();

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  byte[] leaf(byte[] leaf, int offset, int length) {
    digest.update(LEAF);
    digest.update(leaf, offset, length);
    return digest.digest();
  }

  byte[] node(byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }

  /** The node above two hashes that stand one after the other. */
  byte[] node(byte[] many, int offset) {
    digest.update(NODE);
    digest.update(many, offset, 2 * Hash.BYTES);
    return digest.digest();
  }

  /** The root of a tree without leaves. */
  byte[] empty() {
    return digest.digest();
  }
}
