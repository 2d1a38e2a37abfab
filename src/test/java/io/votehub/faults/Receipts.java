package io.votehub.faults;

import io.votehub.identity.HubKey;
import io.votehub.identity.ReceiptSigner;

/**
 * Finds a ballot's own revision, of which an acknowledgement names the epoch alone, by its receipt
 * and the hub's key: so that the order of counting can be checked, and that receipts are true.
 */
final class Receipts {
  private static final long MOST_IN_AN_EPOCH = 1_000_000;
  private static final ThreadLocal<ReceiptSigner> SIGNER =
      ThreadLocal.withInitial(() -> new ReceiptSigner(HubKey.of(Cluster.SECRET)));

  private Receipts() {}

  /**
   * The revision that the receipt was made for.
   *
   * @param begin the first of its epoch
   * @throws AssertionError if there is none
   */
  static long revision(String poll, String voter, long begin, String receipt) {
    ReceiptSigner signer = SIGNER.get();
    for (long rev = begin; rev < begin + MOST_IN_AN_EPOCH; rev++) {
      if (signer.sign(poll, rev, voter).equals(receipt)) {
        return rev;
      }
    }
    throw new AssertionError("No ballot of " + voter + " on " + poll + " has receipt " + receipt);
  }
}
