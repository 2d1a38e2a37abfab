package io.votehub.bus;

import io.vertx.core.Future;
import io.votehub.poll.Receipt;
import java.util.List;
import java.util.Map;

/**
 * The reply to a {@link VoteBatch}: one durable receipt for each ballot, in the same order.
 *
 * @param receipts null in the place of a ballot that the rate limit delays
 * @param later the receipts of delayed ballots by index; they complete on any thread, and may fail
 */
public record VoteReceipts(List<Receipt> receipts, Map<Integer, Future<Receipt>> later) {
  /** No ballot is delayed. */
  public VoteReceipts(List<Receipt> receipts) {
    this(receipts, Map.of());
  }

  /** The receipt of a ballot; of a delayed one once it was counted. */
  public Future<Receipt> at(int place) {
    Future<Receipt> waiting = later.get(place);
    return waiting == null ? Future.succeededFuture(receipts.get(place)) : waiting;
  }
}
