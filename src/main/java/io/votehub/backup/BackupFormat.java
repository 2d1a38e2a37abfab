package io.votehub.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The start of a backup: seven letters, a line break, and the version of the format (two bytes).
 */
final class BackupFormat {
  static final int VERSION = 5;

  /** Written by hubs that recorded no changes of polls and no deletions. */
  static final int OLDEST_VERSION = 1;

  private static final byte[] NAME = "VOTEHUB\n".getBytes(StandardCharsets.US_ASCII);

  private BackupFormat() {}

  /** The bytes before the version; a copy. */
  static byte[] name() {
    return NAME.clone();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
