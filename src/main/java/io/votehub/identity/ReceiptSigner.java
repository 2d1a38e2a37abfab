package io.votehub.identity;

import io.votehub.poll.VoterId;

/**
 * Signs receipts with HMAC-SHA256 (RFC 2104). A receipt is 16 characters of Crockford's base 32,
 * with which voters can prove that the hub acknowledged their ballot on a poll under a revision,
 * which is in the journal but not disclosed to them. It does not reveal the choice.
 */
public final class ReceiptSigner {
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 16;
  private static final int BITS = 5;

  private final HmacSha256 hmac;

  public ReceiptSigner(HubKey key) {
    hmac = new HmacSha256(key.derive("votehub receipt"));
  }

  /**
   * The receipt for a ballot; deterministic.
   *
   * @param voter the id under which the ballot is counted, so that the journal alone can confirm it
   */
  public String sign(String poll, long rev, String voter) {
    // Ids contain no line breaks, so the encoding is unambiguous. Without the weight the text fits
    // into one block of SHA-256, for members as for others.
    byte[] sum = hmac.of(poll + '\n' + rev + '\n' + VoterId.withoutWeight(voter));
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
