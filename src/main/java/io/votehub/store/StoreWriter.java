package io.votehub.store;

import io.vertx.core.Promise;
import io.votehub.poll.Code;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes a {@link StoreFile}: a group commit. It takes all calls that wait,
 * runs their steps, forces the file once, and answers. While one group is being forced the next
 * gathers; nobody waits for a timer. What waits is bounded.
 */
final class StoreWriter {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_GROUP = 2_000;
  private static final long QUIET_MS = 1_000;
  private static final long REOPEN_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /**
   * What a call does to the file. What it throws is its caller's answer, and then it has changed
   * nothing.
   */
  @FunctionalInterface
  interface Step<T> {
    T run(StoreFile file) throws Exception;
  }

  /**
   * @param answer makes the answer from the step's value, once the group is durable
   * @param changes whether the step may change something
   */
  record Call<S, T>(
      Step<S> step, BiFunction<StoreFile, S, T> answer, boolean changes, Promise<T> promise) {
    Settled<S, T> run(StoreFile file) {
      try {
        return new Settled<>(this, step.run(file), null);
      } catch (MVStoreException broken) {
        throw broken;
      } catch (Exception refused) {
        return new Settled<>(this, null, refused);
      }
    }
  }

  private record Settled<S, T>(Call<S, T> call, S value, Exception fault) {
    void answer(StoreFile file) {
      if (fault != null) {
        call.promise.fail(fault);
      } else {
        call.promise.complete(call.answer.apply(file, value));
      }
    }
  }

  private final BlockingQueue<Call<?, ?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Callable<StoreFile> opening;
  private final StoreMeter meter;
  private volatile StoreFile file;
  private volatile Promise<Void> closing;
  private long triedToReopenAt;
  private boolean failing;

  /**
   * @param opening opens the file anew after it failed
   */
  StoreWriter(StoreFile file, Callable<StoreFile> opening, StoreMeter meter) {
    this.file = file;
    this.opening = opening;
    this.meter = meter;
    Thread thread = new Thread(this::run, "votehub-store-writer");
    thread.setDaemon(true);
    thread.start();
  }

  void submit(Call<?, ?> call) {
    if (closing != null) {
      call.promise.fail(Refusal.of(Code.UNAVAILABLE, "The hub is stopping"));
    } else if (!waiting.offer(call)) {
      call.promise.fail(Refusal.of(Code.BUSY));
    }
  }

  int queued() {
    return waiting.size();
  }

  StoreFile file() {
    return file;
  }

  /** Writes what waits, lets go of the file, and completes the promise. */
  void close(Promise<Void> promise) {
    closing = promise;
    // A call that does nothing wakes the thread; an interrupt would close the file's channel under
    // a write.
    waiting.offer(new Call<>(any -> null, (any, nothing) -> nothing, false, Promise.promise()));
  }

  private void run() {
    List<Call<?, ?>> group = new ArrayList<>();
    while (closing == null || !waiting.isEmpty()) {
      gather(group);
      if (!group.isEmpty()) {
        write(group);
        group.clear();
      } else if (closing == null) {
        compact();
      }
    }
    end();
  }

  private void gather(List<Call<?, ?>> group) {
    try {
      Call<?, ?> first = waiting.poll(QUIET_MS, TimeUnit.MILLISECONDS);
      if (first != null) {
        group.add(first);
        waiting.drainTo(group, MAX_GROUP - 1);
      }
    } catch (InterruptedException nobodyDoesThat) {
      LOG.warn("The store's writer was interrupted, and goes on");
    }
  }

  private void write(List<Call<?, ?>> group) {
    try {
      StoreFile open = usable();
      long start = System.nanoTime();
      List<Settled<?, ?>> settled = new ArrayList<>(group.size());
      int changes = 0;
      for (Call<?, ?> call : group) {
        settled.add(call.run(open));
        changes += call.changes ? 1 : 0;
      }
      if (changes > 0) {
        open.commit();
        meter.committed(changes, System.nanoTime() - start);
      }
      settled.forEach(each -> each.answer(open));
    } catch (Exception fault) {
      broken(group, fault);
    }
  }

  private void broken(List<Call<?, ?>> group, Exception fault) {
    if (!failing) {
      failing = true;
      LOG.error("The store cannot be written; it is tried again until it can", fault);
    } else {
      LOG.debug("The store cannot be written yet: {}", fault.getMessage());
    }
    file.abandon();
    Refusal unavailable =
        Refusal.of(Code.UNAVAILABLE, "The store cannot be written just now; nothing was counted");
    group.forEach(call -> call.promise.tryFail(unavailable));
  }

  /** The file, opened anew if it failed before; not more often than twice a second. */
  private StoreFile usable() throws Exception {
    if (file.isOpen()) {
      return file;
    }
    long now = System.nanoTime();
    if (now - triedToReopenAt < REOPEN_EVERY_NANOS) {
      throw new IllegalStateException("it failed a moment ago");
    }
    triedToReopenAt = now;
    file = opening.call();
    failing = false;
    LOG.info("The store can be written again");
    return file;
  }

  private void compact() {
    try {
      if (file.isOpen()) {
        file.compact();
      } else {
        usable();
      }
    } catch (Exception fault) {
      LOG.warn("The store is not usable: {}", fault.getMessage());
      file.abandon();
    }
  }

  private void end() {
    try {
      if (file.isOpen()) {
        file.close();
      }
      closing.complete();
    } catch (MVStoreException fault) {
      closing.fail(fault);
    }
  }
}
