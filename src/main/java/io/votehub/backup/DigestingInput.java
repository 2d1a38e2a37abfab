package io.votehub.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Counts and digests the bytes of a backup while they are read. The last part of a backup holds the
 * digest of all that stands before it, so the digest at the begin of the newest part is kept.
 */
final class DigestingInput extends FilterInputStream {
  private final MessageDigest digest = BackupFormat.digest();
  private byte[] digestBeforeLastPart = new byte[0];
  private long count;

  DigestingInput(InputStream in) {
    super(in);
  }

  /** A part begins here, which may be the last. */
  void beginPart() {
    try {
      digestBeforeLastPart = ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("Every Java's SHA-256 can be cloned", impossible);
    }
  }

  /** The digest of all bytes before the part that began last; empty if none did. */
  byte[] digestBeforeLastPart() {
    return digestBeforeLastPart.clone();
  }

  /** How many bytes were read. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      digest.update((byte) one);
      count++;
    }
    return one;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read = super.read(target, from, length);
    if (read > 0) {
      digest.update(target, from, read);
      count += read;
    }
    return read;
  }
}
