package io.votehub.store.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The writer's queue, which the writer drains as a whole. Bounded by the number of calls and of
 * their ballots; once closed it accepts no calls, so that none waits for ever.
 */
final class WriteQueue {
  private static final int MAX_CALLS = 10_000;
  private static final int MAX_ENTRIES = 200_000;

  /** The outcome of an offered call. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<WriteRequest<?, ?>> calls = new ArrayDeque<>();
  private int entries;
  private boolean closed;

  Offer offer(WriteRequest<?, ?> call) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      boolean tooMany = entries + call.entries() > MAX_ENTRIES && !calls.isEmpty();
      if (tooMany || calls.size() >= MAX_CALLS) {
        return Offer.FULL;
      }
      calls.add(call);
      entries += call.entries();
      changed.signal();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** Drains the queue; empty if nothing arrives within the given time or until it is closed. */
  List<WriteRequest<?, ?>> take(long atMostMs) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(atMostMs);
      while (calls.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      List<WriteRequest<?, ?>> all = new ArrayList<>(calls);
      calls.clear();
      entries = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return calls.size();
    } finally {
      lock.unlock();
    }
  }

  /** Accepts no more calls. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is closed and drained. */
  boolean isDone() {
    lock.lock();
    try {
      return closed && calls.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
