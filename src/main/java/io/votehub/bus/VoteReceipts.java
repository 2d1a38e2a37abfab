package io.votehub.bus;

import io.vertx.core.Future;
import io.votehub.poll.Receipt;
import java.util.List;
import java.util.Map;

/**
 * The answer to a {@link VoteBatch}: one receipt for each ballot, in the same order; all are
 * durable.
 *
 * @param receipts null in the place of a ballot that waits for its voter's turn
 * @param later the receipts of those that wait, by place; they complete on any thread, and may fail
 */
public record VoteReceipts(List<Receipt> receipts, Map<Integer, Future<Receipt>> later) {
  /** None waits. */
  public VoteReceipts(List<Receipt> receipts) {
    this(receipts, Map.of());
  }

  /** The receipt of a ballot, now or once it has had its turn. */
  public Future<Receipt> at(int place) {
    Future<Receipt> waiting = later.get(place);
    return waiting == null ? Future.succeededFuture(receipts.get(place)) : waiting;
  }
}
