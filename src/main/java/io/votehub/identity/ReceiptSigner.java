package io.votehub.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Signs receipts with HMAC-SHA256 (RFC 2104): 16 characters of Crockford's base 32 with which a
 * voter can show that the hub acknowledged a ballot of theirs on a poll under a revision, which is
 * in the journal and which the voter is not told. A receipt says nothing of the choice.
 *
 * <p>What the key alone decides is computed once, as section 4 of the RFC advises: that is half of
 * the work, and {@link javax.crypto.Mac} would do it again for each receipt.
 *
 * <p>Not safe from more than one thread: it is made once for each event loop, because one is signed
 * for every vote.
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
    inner = begun(derived, INNER_PAD);
    outer = begun(derived, OUTER_PAD);
  }

  private static MessageDigest begun(byte[] key, byte pad) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
      for (int i = 0; i < BLOCK; i++) {
        block[i] ^= pad;
      }
      digest.update(block);
      return digest;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private static MessageDigest copy(MessageDigest begun) {
    try {
      return (MessageDigest) begun.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("Java's own digests can be copied", impossible);
    }
  }

  /** The receipt for a voter's ballot; the same input always gives the same receipt. */
  public String sign(String poll, long rev, String voter) {
    // Ids have no line breaks, so no two inputs read the same.
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
