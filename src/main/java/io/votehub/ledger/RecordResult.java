package io.votehub.ledger;

import io.votehub.poll.Mark;
import io.votehub.poll.Receipt;
import java.util.List;
import java.util.Set;

/** The reply of {@link Ledger#record}. */
public sealed interface RecordResult {
  /** The poll has no ledger page: it was lost or never built, and the caller rebuilds it. */
  record Missing() implements RecordResult {}

  /**
   * The batch was counted.
   *
   * @param epoch the epoch of the page, under which the ballots were counted
   * @param range the revisions of the ballots that count, {@code firsts} included, in the order of
   *     the batch
   * @param receipts one for each ballot of the batch
   * @param undecided the indices of ballots refused as late whose voter has a pending ballot: which
   *     of them stands is known once the poll is closed
   * @param firsts pending ballots because of which others of this batch were refused, counted again
   *     in the range because their writers may have crashed
   */
  record Recorded(
      int epoch,
      RevisionRange range,
      List<Receipt> receipts,
      Set<Integer> undecided,
      List<First> firsts)
      implements RecordResult {}

  /**
   * A voter's first ballot on a poll where the first one stands. It must become durable with the
   * batch, or the refusal of the later ballot would not be true.
   *
   * @param place the index of the refused ballot in the batch
   * @param rev the revision under which the first ballot counts now
   * @param ballot in its canonical form
   * @param mark that of the first ballot; null if it has none
   */
  record First(int place, long rev, String ballot, Mark mark) {
    public First(int place, long rev, String ballot) {
      this(place, rev, ballot, null);
    }
  }
}
