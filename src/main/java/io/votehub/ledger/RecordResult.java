package io.votehub.ledger;

import io.votehub.poll.Receipt;
import java.util.List;
import java.util.Set;

/** What {@link Ledger#record} answers. */
public sealed interface RecordResult {
  /** There is no page for the poll: it was lost or never made, and the caller rebuilds it. */
  record Missing() implements RecordResult {}

  /**
   * The batch was counted.
   *
   * @param epoch the epoch of the page, under which the ballots were counted
   * @param range the revisions of the ballots that count, {@code firsts} among them, in the order
   *     of the batch
   * @param receipts one for each ballot of the batch
   * @param undecided the places in the batch of those refused as late whose voter has a ballot that
   *     is pending still: which one stands, that one or one before it, is known when the poll is
   *     closed
   * @param firsts the ballots that stand in the way of others of this batch and were pending still,
   *     counted again in the range because their writers may be dead
   */
  record Recorded(
      int epoch,
      RevisionRange range,
      List<Receipt> receipts,
      Set<Integer> undecided,
      List<First> firsts)
      implements RecordResult {}

  /**
   * A voter's first ballot, where the first one stands: to be made durable with the batch, so that
   * the refusal of the other one is true.
   *
   * @param place of the refused one in the batch
   * @param rev under which the first one counts now
   * @param ballot in its canonical form
   */
  record First(int place, long rev, String ballot) {}
}
