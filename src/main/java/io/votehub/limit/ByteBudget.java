package io.votehub.limit;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be in use at one time, counted by whoever uses them. Safe from any thread. */
public final class ByteBudget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  public ByteBudget(long most) {
    this.most = most;
  }

  /** Takes so many, if they are there; to be followed by {@link #giveBack}. */
  public boolean take(long bytes) {
    if (used.addAndGet(bytes) <= most) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** How many are in use. */
  public long used() {
    return used.get();
  }
}
