package io.votehub.store.embedded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes a {@link StoreFile}: a group commit. It takes all calls that wait,
 * runs their steps, forces the file once, shows the new {@link Snapshot} to readers, and answers.
 * While one group is being forced the next gathers. A lone call is written at once; under a steady
 * load groups keep a small distance, because a forced write costs the same for one call as for
 * hundreds, and the loops want the processor, too.
 *
 * <p>When the disk fails, the group is refused, and the file is let go and opened anew until that
 * works. Whatever was acknowledged is there again; what was refused may be.
 */
final class StoreWriter {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
  private static final long REOPEN_EVERY_MS = 1_000;
  private static final long QUIET_MS = 50;

  /**
   * From the end of a forced write to the next. With 2,000 connected and 1,000 votes a second, one
   * by one, the hub took 0.91 of a core without it and 0.55 with it; no ack waits longer for it.
   */
  private static final long DISTANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /** The same after a group of few entries, which cost as much as hundreds would. */
  private static final long DISTANCE_OF_FEW_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

  private static final int FEW = 8;

  /** A group that changes more is forced in parts, for all that is not forced yet is in memory. */
  private static final int COMMIT_AFTER_BYTES = 4 << 20;

  private static final long READERS_END_WITHIN_MS = 2_000;

  /** Tidying up is due after so many commits, at the next quiet moment. */
  private static final int TIDY_AFTER_COMMITS = 256;

  /** Where there is no quiet moment, it is done in between, for else the file would only grow. */
  private static final int TIDY_AT_LAST_AFTER_COMMITS = 4_096;

  /** Between two steps of tidying up: at least so long, and for each time it took so many. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int REST_FOR_WORK = 4;

  /** A write that is not older shows that the disk takes writes. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final WriteQueue waiting = new WriteQueue();
  private final Promise<Void> ended = Promise.promise();
  private final Callable<StoreFile> opening;
  private final StoreMeter meter;
  private StoreFile file;
  private int commits;
  private long triedToReopenAt;
  private long writtenAt;
  private long restUntil = System.nanoTime();
  private long distanceNanos = DISTANCE_NANOS;
  private volatile List<StoreReaders> readers = List.of();
  private volatile Snapshot snapshot;
  private volatile Optional<String> failing = Optional.empty();

  /**
   * @param opening opens the file anew after it failed
   */
  StoreWriter(StoreFile file, Callable<StoreFile> opening, StoreMeter meter) {
    this.file = file;
    this.opening = opening;
    this.meter = meter;
    snapshot = file.snapshot();
    writtenAt = System.nanoTime() - FRESH_NANOS;
    Thread thread = new Thread(this::run, "votehub-store-writer");
    thread.setDaemon(true);
    thread.start();
  }

  void submit(WriteRequest<?, ?> call) {
    switch (waiting.offer(call)) {
      case TAKEN -> {}
      case FULL -> call.promise().fail(Refusal.of(ErrorCode.BUSY));
      case CLOSED -> call.promise().fail(Refusal.of(ErrorCode.UNAVAILABLE, "The hub is stopping"));
    }
  }

  int queued() {
    return waiting.size();
  }

  /** What is durable now, held for the caller who has to release it; nothing if the file failed. */
  Optional<Snapshot> hold() {
    while (true) {
      Snapshot newest = snapshot;
      if (newest == null || newest.hold()) {
        return Optional.ofNullable(newest);
      }
    }
  }

  /** Why the file cannot be written, if it cannot. */
  Optional<String> failing() {
    return failing;
  }

  /**
   * Writes what waits, waits a little for the readers, which take no more, and lets go of the file.
   */
  Future<Void> close(List<StoreReaders> closing) {
    readers = closing;
    waiting.close();
    return ended.future();
  }

  private void run() {
    while (!waiting.isDone()) {
      LockSupport.parkNanos(writtenAt + distanceNanos - System.nanoTime());
      List<WriteRequest<?, ?>> group = gather();
      if (!group.isEmpty()) {
        write(group);
      }
      if (tidyingIsDue(group.isEmpty())) {
        long start = System.nanoTime();
        write(List.of());
        rest(start);
      }
    }
    end();
  }

  private List<WriteRequest<?, ?>> gather() {
    try {
      boolean restless = file.isOpen() && (file.isUntidy() || commits >= TIDY_AFTER_COMMITS);
      return waiting.take(restless ? QUIET_MS : REOPEN_EVERY_MS);
    } catch (InterruptedException nobodyDoesThat) {
      LOG.warn("The store's writer was interrupted, and goes on");
      return List.of();
    }
  }

  private boolean tidyingIsDue(boolean quiet) {
    if (quiet && failing.isPresent()) {
      return true;
    }
    boolean rested = System.nanoTime() - restUntil >= 0;
    boolean compaction = commits >= (quiet ? TIDY_AFTER_COMMITS : TIDY_AT_LAST_AFTER_COMMITS);
    return rested && file.isOpen() && (compaction || file.isUntidy());
  }

  /** Writes a group; one without calls is for tidying up. */
  private void write(List<WriteRequest<?, ?>> group) {
    try {
      StoreFile open = usable();
      long start = System.nanoTime();
      List<WriteRequest.Done<?, ?>> done = new ArrayList<>();
      for (WriteRequest<?, ?> call : group) {
        done.add(call.run(open));
        if (open.uncommittedBytes() > COMMIT_AFTER_BYTES) {
          commit(open, done, start);
          done.clear();
        }
      }
      if (group.isEmpty()) {
        tidy(open);
      }
      commit(open, done, start);
    } catch (Exception | Error fault) {
      broken(group, fault);
    }
  }

  private void commit(StoreFile open, List<WriteRequest.Done<?, ?>> done, long start) {
    int entries = done.stream().mapToInt(each -> each.call().entries()).sum();
    boolean written = open.commit();
    if (written) {
      commits++;
      writtenAt = System.nanoTime();
      distanceNanos = entries < FEW ? DISTANCE_OF_FEW_NANOS : DISTANCE_NANOS;
      show(open.snapshot());
      recovered();
    }
    done.forEach(each -> each.answer(open));
    if (written && entries > 0) {
      meter.committed(entries, writtenAt - start);
    }
  }

  private void tidy(StoreFile open) {
    if (failing.isPresent()) {
      // The file may be open again, but only a write shows that the disk takes one.
      open.touch();
      return;
    }
    open.tidy();
    if (commits >= TIDY_AFTER_COMMITS) {
      commits = 0;
      open.compact();
    }
  }

  /** Tidying up takes a share of the time, however much there is to do. */
  private void rest(long sinceNanos) {
    long now = System.nanoTime();
    restUntil = now + Math.max(REST_NANOS, REST_FOR_WORK * (now - sinceNanos));
  }

  /** Whether a write went through lately; only the steps of calls may ask. */
  boolean isFresh() {
    return System.nanoTime() - writtenAt < FRESH_NANOS;
  }

  private void show(Snapshot newest) {
    Snapshot before = snapshot;
    snapshot = newest;
    if (before != null) {
      before.release();
    }
  }

  private void broken(List<WriteRequest<?, ?>> group, Throwable fault) {
    String reason = DataFile.reason(fault);
    if (failing.isEmpty()) {
      LOG.error("The store failed; it is opened anew until that works", fault);
    } else {
      LOG.debug("The store cannot be used yet: {}", reason);
    }
    failing = Optional.of(reason);
    writtenAt -= FRESH_NANOS;
    show(null);
    file.abandon();
    Refusal unavailable = Refusal.of(ErrorCode.UNAVAILABLE);
    group.forEach(call -> call.promise().tryFail(unavailable));
  }

  /** The file, opened anew if it failed before and that was not tried a moment ago. */
  private StoreFile usable() throws Exception {
    if (file.isOpen()) {
      return file;
    }
    long now = System.nanoTime();
    if (now - triedToReopenAt < TimeUnit.MILLISECONDS.toNanos(REOPEN_EVERY_MS)) {
      throw new IllegalStateException(failing.orElse("It failed a moment ago"));
    }
    triedToReopenAt = now;
    file = opening.call();
    show(file.snapshot());
    return file;
  }

  private void recovered() {
    if (failing.isPresent()) {
      failing = Optional.empty();
      LOG.info("The store takes writes again");
    }
  }

  private void end() {
    try {
      show(null);
      if (file.isOpen() && readersEnd()) {
        file.close();
      } else {
        // All is durable; what is left out is only the tidying up.
        file.abandon();
      }
      ended.complete();
    } catch (Exception | Error fault) {
      LOG.warn("The store was not closed in good order; nothing acknowledged is lost", fault);
      file.abandon();
      ended.fail(fault);
    }
  }

  private boolean readersEnd() throws InterruptedException {
    boolean all = true;
    for (StoreReaders each : readers) {
      all &= each.ended(READERS_END_WITHIN_MS);
    }
    return all;
  }
}
