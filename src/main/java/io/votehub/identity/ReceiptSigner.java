package io.votehub.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Signs receipts with HMAC-SHA256 (RFC 2104). A receipt is 16 characters of Crockford's base 32,
 * with which voters can prove that the hub acknowledged their ballot on a poll under a revision,
 * which is in the journal but not disclosed to them. It does not reveal the choice.
 *
 * <p>The hash states that depend on the key alone are computed once, as section 4 of the RFC
 * recommends; that saves half of the work, which {@link javax.crypto.Mac} would repeat per receipt.
 *
 * <p>Not thread-safe: one is created per event loop, because every vote needs a receipt.
 */
public final class ReceiptSigner {
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 16;
  private static final int BITS = 5;

  private static final int BLOCK = 64;
  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5C;

  private final MessageDigest inner;
  private final MessageDigest outer;

  public ReceiptSigner(HubKey key) {
    byte[] derived = key.derive("votehub receipt");
    inner = keyed(derived, INNER_PAD);
    outer = keyed(derived, OUTER_PAD);
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

  /** The receipt for a voter's ballot; deterministic. */
  public String sign(String poll, long rev, String voter) {
    // Ids contain no line breaks, so the encoding is unambiguous.
    byte[] message = (poll + '\n' + rev + '\n' + voter).getBytes(StandardCharsets.UTF_8);
    byte[] sum = copy(outer).digest(copy(inner).digest(message));
    char[] text = new char[LENGTH];
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (held < BITS) {
        bits = (bits << Byte.SIZE) | (sum[next++] & 0xFF);
        held += Byte.SIZE;
      }
      held -= BITS;
      text[i] = CROCKFORD[(bits >>> held) & 0x1F];
    }
    return new String(text);
  }
}
