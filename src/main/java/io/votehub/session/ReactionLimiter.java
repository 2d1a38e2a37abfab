package io.votehub.session;

import io.votehub.limit.KeyedRateLimiter;
import io.votehub.limit.Rate;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds each voter of a room to one reaction in two seconds with bursts of three, on whichever
 * event loops of the instance the voter is connected. Its memory is bounded. Safe from any thread;
 * its lock is held for some nanoseconds, and nothing but reactions takes it.
 */
public final class ReactionLimiter {
  private static final Rate RATE = new Rate(1, Duration.ofSeconds(2), 3);

  /** Of so many who react at the same time each is known; they take 2 MB. */
  private static final int MAX_VOTERS = 1 << 17;

  private final ReentrantLock lock = new ReentrantLock();
  private final KeyedRateLimiter limiter = new KeyedRateLimiter(RATE, MAX_VOTERS);

  /**
   * Whether a voter may react now; if so it counts as done.
   *
   * @param now {@link System#nanoTime}
   */
  boolean tryTake(String room, String voter, long now) {
    lock.lock();
    try {
      return limiter.take(limiter.key(room, voter), now) == 0;
    } finally {
      lock.unlock();
    }
  }
}
