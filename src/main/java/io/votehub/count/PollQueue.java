package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The ballots of one poll that wait to be counted. One batch is on its way at a time; while it is
 * being written the next one gathers, so that batches grow with the load and nobody waits for a
 * timer. Lives on the context of its counter.
 */
final class PollQueue {
  private record Waiting(
      List<CastBallot> casts, int cells, long bytes, Promise<VoteReceipts> promise) {}

  private final String poll;
  private final BatchWriter writer;
  private final TallyTicker ticker;
  private final CountMeters meters;
  private final Runnable idle;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param idle called whenever nothing waits any more
   */
  PollQueue(
      String poll, BatchWriter writer, TallyTicker ticker, CountMeters meters, Runnable idle) {
    this.poll = poll;
    this.writer = writer;
    this.ticker = ticker;
    this.meters = meters;
    this.idle = idle;
  }

  Future<VoteReceipts> add(List<CastBallot> casts) {
    Promise<VoteReceipts> promise = Promise.promise();
    int cells = casts.stream().mapToInt(cast -> cast.cells().size()).sum();
    long bytes = casts.stream().mapToLong(CastBallot::bytes).sum();
    waiting.add(new Waiting(casts, cells, bytes, promise));
    if (!writing) {
      writeNext();
    }
    return promise.future();
  }

  boolean isIdle() {
    return !writing && waiting.isEmpty() && ticker.isIdle();
  }

  private void writeNext() {
    List<Waiting> taken = new ArrayList<>();
    List<CastBallot> batch = new ArrayList<>();
    int cells = 0;
    long bytes = 0;
    while (!waiting.isEmpty()
        && (batch.isEmpty() || fits(batch.size(), cells, bytes, waiting.peek()))) {
      Waiting next = waiting.remove();
      cells += next.cells;
      bytes += next.bytes;
      taken.add(next);
      batch.addAll(next.casts);
    }
    writing = true;
    meters.batch(batch.size());
    writer
        .write(poll, batch)
        .onSuccess(receipts -> settle(taken, receipts))
        .onFailure(fault -> fail(taken, batch.size(), fault))
        .onComplete(done -> next());
  }

  private static boolean fits(int casts, int cells, long bytes, Waiting next) {
    return casts + next.casts.size() <= VoteBatch.MAX_CASTS
        && cells + next.cells <= VoteBatch.MAX_CELLS
        && bytes + next.bytes <= VoteBatch.MAX_BYTES;
  }

  private void next() {
    writing = false;
    if (waiting.isEmpty()) {
      idle.run();
    } else {
      writeNext();
    }
  }

  /** What is no refusal is told to voters as {@code unavailable}, and counted so. */
  private void fail(List<Waiting> taken, int votes, Throwable fault) {
    meters.unavailable(votes);
    taken.forEach(each -> each.promise.tryFail(fault));
  }

  private void settle(List<Waiting> taken, List<Receipt> receipts) {
    meters.outcomes(receipts);
    int from = 0;
    for (Waiting each : taken) {
      int to = from + each.casts.size();
      each.promise.tryComplete(new VoteReceipts(receipts.subList(from, to)));
      from = to;
    }
    for (int i = receipts.size() - 1; i >= 0; i--) {
      if (receipts.get(i) instanceof Receipt.Counted counted) {
        ticker.grew(Revision.epoch(counted.rev()));
        return;
      }
    }
  }
}
