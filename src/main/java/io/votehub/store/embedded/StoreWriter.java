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
 * The thread that changes a {@link StoreFile}, by group commit: it takes all queued calls, runs
 * their steps, forces the file once, publishes the new {@link Snapshot} to readers, and replies.
 * While one group is being forced the next one gathers. A single call is written at once; under a
 * steady load groups keep a small distance, because a forced write costs the same for one call as
 * for hundreds, and the event loops need the processor, too.
 *
 * <p>When the disk fails, the group is refused, and the file is closed and reopened until that
 * works. What was acknowledged is there again; what was refused may be.
 */
final class StoreWriter {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
  private static final long REOPEN_EVERY_MS = 1_000;
  private static final long IDLE_MS = 50;

  /**
   * The distance from the end of a forced write to the next. With 2,000 connections and 1,000
   * single votes a second, the hub used 0.91 of a core without it and 0.55 with 4 ms; a full core
   * sends a tenth more tallies with 8 ms than with 4.
   */
  private static final long DISTANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

  /** After a group of that many the next is written at once: it is not small either. */
  private static final int MANY = 256;

  /** A larger group is forced in parts, because uncommitted changes are in memory. */
  private static final int COMMIT_AFTER_BYTES = 4 << 20;

  private static final long READERS_END_WITHIN_MS = 2_000;

  /** The least pause between two steps of maintenance. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int PAUSE_FACTOR = 4;

  /** A more recent write proves that the disk accepts writes. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final WriteQueue waiting = new WriteQueue();
  private final Promise<Void> ended = Promise.promise();
  private final Callable<StoreFile> opening;
  private final StoreMeter meter;
  private StoreFile file;
  private long triedToReopenAt;
  private long writtenAt;
  private long pauseUntil = System.nanoTime();
  private long distanceNanos = DISTANCE_NANOS;
  private volatile List<StoreReaders> readers = List.of();
  private volatile Snapshot snapshot;
  private volatile Optional<String> failing = Optional.empty();

  /**
   * @param opening reopens the file after a failure
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

  /**
   * The newest snapshot, retained for the caller, who must release it; empty if the file failed.
   */
  Optional<Snapshot> retainNewest() {
    while (true) {
      Snapshot newest = snapshot;
      if (newest == null || newest.retain()) {
        return Optional.ofNullable(newest);
      }
    }
  }

  /** The reason for which the file cannot be written; empty if it can. */
  Optional<String> failing() {
    return failing;
  }

  /**
   * Writes what is queued, waits a little for the readers, which accept no more, and closes the
   * file.
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
      if (maintenanceIsDue(group.isEmpty())) {
        long start = System.nanoTime();
        write(List.of());
        pause(start);
      }
    }
    end();
  }

  private List<WriteRequest<?, ?>> gather() {
    try {
      boolean busy = file.isOpen() && file.needsMaintenance();
      return waiting.take(busy ? IDLE_MS : REOPEN_EVERY_MS);
    } catch (InterruptedException nobodyDoesThat) {
      LOG.warn("The store's writer was interrupted; ignored");
      return List.of();
    }
  }

  private boolean maintenanceIsDue(boolean idle) {
    if (idle && failing.isPresent()) {
      return true;
    }
    boolean rested = System.nanoTime() - pauseUntil >= 0;
    return rested
        && file.isOpen()
        && (idle ? file.needsMaintenance() : file.needsMaintenanceUnderLoad());
  }

  /** Writes a group; an empty group is a step of maintenance. */
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
        maintain(open);
      }
      commit(open, done, start);
    } catch (Exception | Error fault) {
      failed(group, fault);
    }
  }

  private void commit(StoreFile open, List<WriteRequest.Done<?, ?>> done, long start) {
    int entries = done.stream().mapToInt(each -> each.call().entries()).sum();
    boolean written = open.commit();
    if (written) {
      writtenAt = System.nanoTime();
      distanceNanos = distanceNanos(entries);
      show(open.snapshot());
      recovered();
    }
    done.forEach(each -> each.reply(open));
    if (written && entries > 0) {
      meter.committed(entries, writtenAt - start);
    }
  }

  private static long distanceNanos(int entries) {
    return entries >= MANY ? 0 : DISTANCE_NANOS;
  }

  private void maintain(StoreFile open) {
    if (failing.isPresent()) {
      // The file may be open again, but only a write proves that the disk accepts one.
      open.touch();
      return;
    }
    open.maintain();
  }

  /** Limits maintenance to a share of the time, however much there is to do. */
  private void pause(long sinceNanos) {
    long now = System.nanoTime();
    pauseUntil = now + Math.max(PAUSE_NANOS, PAUSE_FACTOR * (now - sinceNanos));
  }

  /** Whether a write succeeded recently; only the steps of calls may ask. */
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

  private void failed(List<WriteRequest<?, ?>> group, Throwable fault) {
    String reason = DataFile.reason(fault);
    if (failing.isEmpty()) {
      LOG.error("The store failed; reopening it until that works", fault);
    } else {
      LOG.debug("The store could not be reopened yet: {}", reason);
    }
    failing = Optional.of(reason);
    writtenAt -= FRESH_NANOS;
    show(null);
    file.abandon();
    Refusal unavailable = Refusal.of(ErrorCode.UNAVAILABLE);
    group.forEach(call -> call.promise().tryFail(unavailable));
  }

  /** The file, reopened if it failed and the last attempt is not too recent. */
  private StoreFile usable() throws Exception {
    if (file.isOpen()) {
      return file;
    }
    long now = System.nanoTime();
    if (now - triedToReopenAt < TimeUnit.MILLISECONDS.toNanos(REOPEN_EVERY_MS)) {
      throw new IllegalStateException(failing.orElse("The store failed a moment ago"));
    }
    triedToReopenAt = now;
    file = opening.call();
    show(file.snapshot());
    return file;
  }

  private void recovered() {
    if (failing.isPresent()) {
      failing = Optional.empty();
      LOG.info("The store accepts writes again");
    }
  }

  private void end() {
    try {
      show(null);
      if (file.isOpen() && readersEnd()) {
        file.close();
      } else {
        // Everything is durable; only compaction is left out.
        file.abandon();
      }
      ended.complete();
    } catch (Exception | Error fault) {
      LOG.warn("The store was not closed cleanly; nothing acknowledged is lost", fault);
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
