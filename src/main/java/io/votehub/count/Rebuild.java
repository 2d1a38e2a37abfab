package io.votehub.count;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.Page;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rebuilds a poll's ledger page from the store. The order of its steps makes the loss of a ledger
 * harmless: acquire the lock; raise the epoch in the store; read the journal; store exactly which
 * revisions of earlier epochs count, if the epoch is unchanged; install the page, if there is none
 * and the lock is still held.
 */
public final class Rebuild {
  private static final long LOCKED_RETRY_MS = 20;
  private static final int LOCKED_TRIES = 500;

  private final CountingContext counting;
  private final Ledger ledger;
  private final Store store;
  private final RebuildLock lock;
  private final JournalReads reads;
  private final LongAdder built = new LongAdder();
  private final ConcurrentHashMap<String, Future<Void>> running = new ConcurrentHashMap<>();

  Rebuild(CountingContext counting) {
    this.counting = counting;
    this.ledger = counting.ledger();
    this.store = counting.store();
    this.lock = new RebuildLock(counting);
    this.reads = counting.reads();
  }

  /**
   * Ensures that the poll has a ledger page, whoever builds it. Fails with {@code unknown-poll},
   * with {@code not-open} if the poll is neither open nor closing, and with {@code unavailable} if
   * it could not be done in time.
   */
  public Future<Void> ensure(String poll) {
    return ledger
        .has(poll)
        .compose(exists -> exists ? Future.<Void>succeededFuture() : ensureOnce(poll));
  }

  /** The number of ledger pages built by this instance since its start. */
  long built() {
    return built.sum();
  }

  private Future<Void> ensureOnce(String poll) {
    Future<Void> mine = running.computeIfAbsent(poll, key -> attempt(key, LOCKED_TRIES));
    return onCallerContext(counting.vertx(), mine.onComplete(done -> running.remove(poll, mine)));
  }

  private Future<Void> attempt(String poll, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "The ledger could not be rebuilt in time"));
    }
    return lock.hold(poll, token -> build(poll, token))
        .transform(
            done -> {
              if (done.succeeded() && done.result().isPresent()) {
                return Future.succeededFuture();
              }
              boolean stale = done.failed() && done.cause() instanceof StaleEpochException;
              return done.succeeded() || stale
                  ? retry(poll, tries - 1)
                  : Future.failedFuture(done.cause());
            });
  }

  private Future<Void> retry(String poll, int tries) {
    return counting
        .vertx()
        .timer(LOCKED_RETRY_MS)
        .compose(waited -> ledger.has(poll))
        .compose(exists -> exists ? Future.<Void>succeededFuture() : attempt(poll, tries));
  }

  private Future<Boolean> build(String poll, String token) {
    return store
        .poll(poll)
        .map(Rebuild::running)
        .compose(known -> store.raiseEpoch(poll))
        .map(Rebuild::running)
        .compose(record -> build(record, token));
  }

  private Future<Boolean> build(PollRecord record, String token) {
    CountedRevisions counted = CountedRevisions.before(record);
    BallotReader ballots = new BallotReader(record.poll(), counting.methods().of(record.poll()));
    RebuiltBallots page = new RebuiltBallots(counted, ballots, counting.memory().standing());
    return reads
        .read(record.poll().id(), Long.MAX_VALUE, gathered -> page)
        .compose(read -> storeValidity(record, counted))
        .compose(written -> install(written, token, page))
        .onComplete(done -> page.release())
        .onSuccess(
            installed -> built.add(installed && !JoinCode.isHidden(record.poll().room()) ? 1 : 0));
  }

  private Future<PollRecord> storeValidity(PollRecord record, CountedRevisions counted) {
    return store
        .updatePoll(
            record.poll().id(),
            now -> {
              if (now.epoch() != record.epoch()) {
                throw new StaleEpochException();
              }
              return now.withValidity(counted.validity());
            })
        .map(Rebuild::running);
  }

  private Future<Boolean> install(PollRecord record, String token, RebuiltBallots ballots) {
    Poll poll = record.poll();
    PollSettings settings = poll.settings();
    Page.Terms terms =
        new Page.Terms(
            poll.run(),
            settings.change(),
            poll.times().closesAt(),
            settings.graceMs(),
            counting.methods().of(poll).maxCells());
    return counting
        .vertx()
        .executeBlocking(() -> ballots.withCells(poll.run()), false)
        .map(standing -> new Page(record.epoch(), poll.state(), terms, standing))
        .compose(page -> ledger.install(poll.id(), token, page));
  }

  private static PollRecord running(Optional<PollRecord> found) {
    PollRecord record = PollRecord.require(found);
    PollState state = record.poll().state();
    if (state != PollState.OPEN && state != PollState.CLOSING) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
    return record;
  }
}
