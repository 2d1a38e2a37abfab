package io.votehub.ledger;

import io.votehub.poll.Receipt;
import java.util.List;
import java.util.Set;

/** What {@link Ledger#record} answers. */
public sealed interface Recording {
  /** There is no page for the poll: it was lost or never made, and the caller rebuilds it. */
  record Missing() implements Recording {}

  /**
   * The batch was counted.
   *
   * @param epoch the epoch of the page, under which the ballots were counted
   * @param range the revisions of the ballots that count, in the order of the batch
   * @param receipts one for each ballot of the batch
   * @param undecided the places in the batch of those refused as late whose voter has a ballot that
   *     is pending still: which one stands, that one or one before it, is known when the poll is
   *     closed
   */
  record Recorded(int epoch, Range range, List<Receipt> receipts, Set<Integer> undecided)
      implements Recording {}
}
