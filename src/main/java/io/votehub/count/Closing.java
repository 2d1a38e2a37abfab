package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.bus.PollNotices;
import io.votehub.ledger.Ledger;
import io.votehub.poll.Aim;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a poll: close it in the store, so that no rebuild reopens it; close it in the ledger,
 * whose clock decides the cutoff; give ballots in flight a moment, as a courtesy; seal the ledger
 * page; make the {@link FinalResult}. Concurrent closes produce one result.
 *
 * <p>From the first step on the poll takes no more ballots, and it will be closed whatever happens:
 * an attempt that fails is left to the {@link io.votehub.bus.PollNotices scheduler}, which retries.
 */
public final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final long PENDING_RETRY_MS = 5;
  private static final int PENDING_TRIES = 400;
  private static final long LOCKED_RETRY_MS = 50;
  private static final int LOCKED_TRIES = 200;

  /** After that, the caller and the room are told that the close continues in the background. */
  private static final long REPLY_WITHIN_MS = 2_000;

  private final CountingContext counting;
  private final WaitingVotes waitingVotes;
  private final Store store;
  private final Ledger ledger;
  private final RebuildLock lock;
  private final Patience patience;
  private final FinalResult result;
  private final ConcurrentHashMap<String, Future<Poll>> running = new ConcurrentHashMap<>();

  Closing(CountingContext counting) {
    this.counting = counting;
    this.result = new FinalResult(counting);
    this.waitingVotes = counting.waitingVotes();
    this.store = counting.store();
    this.ledger = counting.ledger();
    this.lock = new RebuildLock(counting);
    this.patience = new Patience(counting.vertx());
  }

  /**
   * Closes the poll and completes once its result is final; a closed poll is returned as it is.
   * Fails with {@code not-open} for a draft, and with {@code conflict} if the poll was opened again
   * since the close was wanted.
   *
   * @param aim the poll that is to be closed
   */
  public Future<Poll> close(String id, Aim aim) {
    return begun(id, aim).compose(this::finishOrLeaveToScheduler);
  }

  /**
   * The same, but completes at most two seconds after the poll took its last ballot, or as soon as
   * an attempt at its result fails: then with the poll in state {@code CLOSING}. A store that is
   * slow or busy is waited for.
   */
  public Future<Poll> begin(String id, Aim aim) {
    return begun(id, aim)
        .compose(
            begun ->
                begun.poll().state() == PollState.CLOSING
                    ? finishedWithinTimeout(begun.poll(), finishOrLeaveToScheduler(begun))
                    : completed(begun));
  }

  private Future<PollRecord> begun(String id, Aim aim) {
    return patience.whileRefused(
        () -> now(id).compose(now -> update(id, record -> closing(record, now, aim))));
  }

  /** The time of the close, read once the votes that the rate limit delays are counted. */
  private Future<Long> now(String id) {
    return waitingVotes.count(id).compose(counted -> ledger.now());
  }

  /** Completes once a close that is under way is done; any other poll is returned as it is. */
  public Future<Poll> await(PollRecord record) {
    return record.poll().state() == PollState.CLOSING
        ? finishOrLeaveToScheduler(record)
        : completed(record);
  }

  private Future<Poll> finishedWithinTimeout(Poll begun, Future<Poll> finished) {
    Promise<Poll> reply = Promise.promise();
    long timer =
        counting
            .vertx()
            .setTimer(
                REPLY_WITHIN_MS,
                late -> {
                  if (reply.tryComplete(begun)) {
                    counting.fanout().pollChanged(begun);
                  }
                });
    finished.onComplete(
        done -> {
          counting.vertx().cancelTimer(timer);
          reply.tryComplete(done.succeeded() ? done.result() : begun);
        });
    return reply.future();
  }

  /**
   * Closes the poll if its cutoff has passed; otherwise returns it as it is. In between another
   * instance may close it, and a presenter open it again.
   */
  public Future<Poll> closeIfDue(String id) {
    return ledger
        .now()
        .compose(
            now ->
                store
                    .poll(id)
                    .map(PollRecord::require)
                    .compose(
                        record ->
                            isDue(record.poll(), now)
                                ? update(id, latest -> closingIfDue(latest, now))
                                : Future.succeededFuture(record)))
        .compose(
            record ->
                record.poll().state() == PollState.CLOSING ? finish(record) : completed(record));
  }

  private static PollRecord closingIfDue(PollRecord record, long now) {
    return isDue(record.poll(), now) ? closing(record, now, Aim.at(record.poll())) : record;
  }

  private static boolean isDue(Poll poll, long now) {
    OptionalLong cutoff = poll.cutoffAt();
    return poll.state() == PollState.CLOSING
        || (poll.state() == PollState.OPEN && cutoff.isPresent() && now > cutoff.getAsLong());
  }

  private Future<PollRecord> update(String id, UnaryOperator<PollRecord> change) {
    return store.updatePoll(id, change).map(PollRecord::require);
  }

  private Future<Poll> finish(PollRecord begun) {
    Poll poll = begun.poll();
    return begun.result().isPresent()
        ? completed(begun)
        : ledger.close(poll.id(), begun.epoch()).compose(pending -> sealOnce(poll.id()));
  }

  private Future<Poll> finishOrLeaveToScheduler(PollRecord begun) {
    return finish(begun)
        .onFailure(
            fault -> {
              if (!endedOrGone(fault)) {
                LOG.atWarn()
                    .addKeyValue("poll", begun.poll().id())
                    .setCause(fault)
                    .log("Poll {} could not be closed yet and is tried again", begun.poll().id());
                PollNotices.send(counting.vertx(), begun.poll());
              }
            });
  }

  /** Whether an operation failed because the poll, believed to be running, was over or deleted. */
  public static boolean endedOrGone(Throwable fault) {
    return fault instanceof Refusal refusal
        && (refusal.code() == ErrorCode.NOT_OPEN || refusal.code() == ErrorCode.UNKNOWN_POLL);
  }

  private static PollRecord closing(PollRecord record, long now, Aim aim) {
    Poll poll = record.poll();
    if (poll.state() == PollState.DRAFT) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
    if (poll.state() != PollState.OPEN) {
      return record;
    }
    aim.require(poll);
    Poll.Times times = poll.times();
    Poll.Times closed = new Poll.Times(times.openedAt(), times.closesAt(), OptionalLong.of(now));
    return record.withPoll(poll.withState(PollState.CLOSING, closed));
  }

  private Future<Poll> sealOnce(String id) {
    Future<Poll> mine = running.computeIfAbsent(id, key -> sealOrAwait(key, LOCKED_TRIES));
    return mine.onComplete(done -> running.remove(id, mine));
  }

  /** One instance computes the result; the others wait for it. */
  private Future<Poll> sealOrAwait(String id, int tries) {
    return lock.hold(id, token -> sealIfClosing(id))
        .compose(
            done -> {
              if (done.isPresent()) {
                return Future.succeededFuture(done.get());
              }
              if (tries == 0) {
                return Future.failedFuture(
                    Refusal.of(ErrorCode.UNAVAILABLE, "The poll could not be closed in time"));
              }
              return counting
                  .vertx()
                  .timer(LOCKED_RETRY_MS)
                  .compose(waited -> store.poll(id))
                  .map(PollRecord::require)
                  .compose(
                      now ->
                          now.poll().state() == PollState.CLOSING
                              ? sealOrAwait(id, tries - 1)
                              : completed(now));
            });
  }

  /** By the time the lock is acquired, another instance may have closed or reopened the poll. */
  private Future<Poll> sealIfClosing(String id) {
    return store
        .poll(id)
        .map(PollRecord::require)
        .compose(
            record ->
                record.poll().state() == PollState.CLOSING ? seal(id, record) : completed(record));
  }

  private Future<Poll> seal(String id, PollRecord record) {
    return awaitPending(id, record.epoch(), PENDING_TRIES)
        .compose(quiet -> ledger.seal(id))
        .compose(done -> result.of(id));
  }

  private Future<Void> awaitPending(String id, int epoch, int tries) {
    return ledger
        .close(id, epoch)
        .compose(
            pending ->
                pending.orElse(0) == 0 || tries == 0
                    ? Future.succeededFuture()
                    : counting
                        .vertx()
                        .timer(PENDING_RETRY_MS)
                        .compose(waited -> awaitPending(id, epoch, tries - 1)));
  }

  private static Future<Poll> completed(PollRecord record) {
    return Future.succeededFuture(record.poll());
  }
}
