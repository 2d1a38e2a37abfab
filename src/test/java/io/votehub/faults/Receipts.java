package io.votehub.faults;

import io.votehub.faults.Sending.Answer;
import io.votehub.identity.HubKey;
import io.votehub.identity.ReceiptSigner;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Recovers a ballot's revision, of which an acknowledgement reveals only the epoch, from its
 * receipt and the hub's key. So the order of counting and the receipts can be checked.
 */
final class Receipts {
  private static final long MOST_IN_AN_EPOCH = 1_000_000;
  private static final ThreadLocal<ReceiptSigner> SIGNER =
      ThreadLocal.withInitial(() -> new ReceiptSigner(HubKey.of(Cluster.SECRET)));

  private Receipts() {}

  /** Records an acknowledgement, or that its receipt is invalid. */
  static Answer note(History history, Sending sending, Map<String, Object> ack) {
    long begin = ((Number) ack.get("rev")).longValue();
    String receipt = (String) ack.get("receipt");
    OptionalLong rev = revision(sending.poll(), sending.voter(), begin, receipt);
    if (rev.isEmpty()) {
      history.falseReceipt(sending, receipt);
    }
    return history.acked(sending, rev.orElse(begin));
  }

  /**
   * The revision that the receipt was issued for; empty if the receipt is invalid.
   *
   * @param begin the first revision of its epoch
   */
  private static OptionalLong revision(String poll, String voter, long begin, String receipt) {
    ReceiptSigner signer = SIGNER.get();
    for (long rev = begin; rev < begin + MOST_IN_AN_EPOCH; rev++) {
      if (signer.sign(poll, rev, voter).equals(receipt)) {
        return OptionalLong.of(rev);
      }
    }
    return OptionalLong.empty();
  }
}
