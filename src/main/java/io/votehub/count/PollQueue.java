package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.bus.VoteReceipts;
import io.votehub.method.Questions;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import io.votehub.trace.VoteFollower;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The queue of one poll's ballots. One batch is in flight at a time; while it is being written the
 * next one gathers, so that batches grow with the load. Ballots wait for others only as long as the
 * {@link BatchPace} says, and not at all in the last moment before a poll closes. Confined to the
 * context of its counter.
 */
final class PollQueue {
  private static final long LAST_MOMENT_MS = 250;

  private record Waiting(
      Poll poll, List<CastBallot> casts, long bytes, Promise<VoteReceipts> promise) {}

  private final String id;
  private final BatchWriter writer;
  private final EntryFilter entries;
  private final TallyTicker ticker;
  private final CountMeters meters;
  private final VoteFollower follower;
  private final Vertx vertx;
  private final Runnable idle;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private BatchPace pace;
  private int ballots;
  private boolean writing;
  private long timer = -1;
  private long beganAt;

  /**
   * @param id the poll's
   * @param idle called whenever the queue runs empty
   */
  PollQueue(
      String id,
      CountingContext counting,
      BatchPace pace,
      TallyTicker ticker,
      CountMeters meters,
      Runnable idle) {
    this(id, counting, pace, ticker, meters, VoteFollower.OFF, idle);
  }

  PollQueue(
      String id,
      CountingContext counting,
      BatchPace pace,
      TallyTicker ticker,
      CountMeters meters,
      VoteFollower follower,
      Runnable idle) {
    this.id = id;
    this.writer = counting.writer();
    this.entries = new EntryFilter(counting);
    this.ticker = ticker;
    this.meters = meters;
    this.follower = follower;
    this.idle = idle;
    this.vertx = counting.vertx();
    this.pace = pace;
    this.beganAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(pace.apartMs());
  }

  /**
   * @param poll as the voters know it
   */
  Future<VoteReceipts> add(Poll poll, List<CastBallot> casts) {
    Promise<VoteReceipts> promise = Promise.promise();
    long bytes = casts.stream().mapToLong(CastBallot::bytes).sum();
    waiting.add(new Waiting(poll, casts, bytes, promise));
    ballots += casts.size();
    if (!writing) {
      writeInTime();
    }
    return promise.future();
  }

  /** From now on no ballot waits for others; those that do are written. */
  void hurry() {
    pace = pace.hurried();
    if (!writing && !waiting.isEmpty()) {
      writeNext();
    }
  }

  boolean isIdle() {
    return !writing && waiting.isEmpty() && ticker.isIdle();
  }

  /** Writes what waits, at once or when it is time. */
  private void writeInTime() {
    boolean closing = isClosing(waiting.element());
    long waitMs = closing ? 0 : pace.waitMs(System.nanoTime() - beganAt, ballots);
    if (waitMs == 0) {
      writeNext();
    } else if (timer < 0) {
      timer = vertx.setTimer(waitMs, due -> writeNext());
    }
  }

  private static boolean isClosing(Waiting first) {
    OptionalLong cutoff = first.poll.cutoffAt();
    return cutoff.isPresent() && cutoff.getAsLong() - first.casts.get(0).at() <= LAST_MOMENT_MS;
  }

  private void writeNext() {
    vertx.cancelTimer(timer);
    timer = -1;
    beganAt = System.nanoTime();
    List<Waiting> taken = new ArrayList<>();
    List<CastBallot> batch = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty()
        && (batch.isEmpty() || bytes + waiting.peek().bytes <= pace.mostBytes())) {
      Waiting next = waiting.remove();
      bytes += next.bytes;
      taken.add(next);
      batch.addAll(next.casts);
    }
    ballots -= batch.size();
    writing = true;
    meters.batch(batch.size());
    FollowedBatch followed = FollowedBatch.of(follower, id, batch);
    write(taken.get(0).poll, batch, followed)
        .onComplete(followed::ended)
        .onSuccess(receipts -> settle(taken, receipts, followed))
        .onFailure(fault -> fail(taken, batch.size(), fault))
        .onComplete(done -> next());
  }

  private Future<List<Receipt>> write(Poll poll, List<CastBallot> batch, FollowedBatch followed) {
    return Questions.isMethodOf(poll)
        ? entries.filtered(poll, batch).compose(existing -> writer.write(id, existing, followed))
        : writer.write(id, batch, followed);
  }

  private void next() {
    writing = false;
    if (waiting.isEmpty()) {
      idle.run();
    } else {
      writeInTime();
    }
  }

  /** Voters are told {@code unavailable} of a fault that is no refusal, and it is metered so. */
  private void fail(List<Waiting> taken, int votes, Throwable fault) {
    meters.unavailable(votes);
    taken.forEach(each -> each.promise.tryFail(fault));
  }

  private void settle(List<Waiting> taken, List<Receipt> receipts, FollowedBatch followed) {
    meters.outcomes(receipts);
    int from = 0;
    for (Waiting each : taken) {
      int to = from + each.casts.size();
      each.promise.tryComplete(new VoteReceipts(receipts.subList(from, to)));
      from = to;
    }
    int place = receipts.size() - 1;
    while (place >= 0 && !(receipts.get(place) instanceof Receipt.Counted)) {
      place--;
    }
    if (place >= 0) {
      long rev = ((Receipt.Counted) receipts.get(place)).rev();
      ticker.grew(pollAt(taken, receipts.size(), place), Revision.epoch(rev), followed);
    }
  }

  /** The poll that came with the ballot at a place; searched from the end. */
  private static Poll pollAt(List<Waiting> taken, int size, int place) {
    int i = taken.size();
    int begin = size;
    while (begin > place) {
      i--;
      begin -= taken.get(i).casts.size();
    }
    return taken.get(i).poll;
  }
}
