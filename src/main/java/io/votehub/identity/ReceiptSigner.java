package io.votehub.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs receipts: 16 characters of Crockford's base 32 with which a voter can show that the hub
 * acknowledged a ballot of theirs on a poll under a revision. A receipt says nothing of the choice.
 *
 * <p>Not safe from more than one thread: it is made once for each event loop, because one is signed
 * for every vote.
 */
public final class ReceiptSigner {
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 16;
  private static final int BITS = 5;

  private final Mac mac;

  public ReceiptSigner(HubKey key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.derive("votehub receipt"), "HmacSHA256"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HmacSHA256", impossible);
    }
  }

  /** The receipt for a voter's ballot; the same input always gives the same receipt. */
  public String sign(String poll, long rev, String voter) {
    // Ids have no line breaks, so no two inputs read the same.
    mac.update((poll + '\n' + rev + '\n' + voter).getBytes(StandardCharsets.UTF_8));
    byte[] sum = mac.doFinal();
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
