package io.votehub.synthetic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Whether the code of joins and votes is compiled: once there were so many, the hub's own and those
 * of voters, and the compiler has come to rest. To be asked on one thread, but for {@link #isWarm}.
 */
final class Warmth {
  static final long CALM_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Activity activity;
  private final Needed needed;
  private final LongSupplier nanoClock;
  private final LongAdder ownVotes = new LongAdder();
  private final LongAdder ownJoins = new LongAdder();
  private long seen;
  private long busyAt;
  private boolean busy;
  private volatile boolean warm;

  /**
   * What voters do, and the compiler; each only grows.
   *
   * @param votes the votes counted since the start
   * @param connections the connections opened since the start
   * @param compilerMs for how long code was compiled, in milliseconds over all threads
   */
  record Activity(LongSupplier votes, LongSupplier connections, LongSupplier compilerMs) {}

  /** How many votes and joins make a hub warm. */
  record Needed(long votes, long joins) {}

  Warmth(Activity activity, Needed needed, LongSupplier nanoClock) {
    this.activity = activity;
    this.needed = needed;
    this.nanoClock = nanoClock;
    this.seen = seen();
  }

  private long seen() {
    return activity.votes.getAsLong() + activity.connections.getAsLong();
  }

  /** Whether no voter has come or voted for some seconds. */
  boolean isCalm() {
    long now = nanoClock.getAsLong();
    long there = seen();
    if (there != seen) {
      seen = there;
      busyAt = now;
      busy = true;
    }
    return !busy || now - busyAt > CALM_AFTER_NANOS;
  }

  /** A vote of the hub's own was acknowledged. */
  void voted() {
    ownVotes.increment();
  }

  /** A connection of the hub's own has joined. */
  void joined() {
    ownJoins.increment();
  }

  /** Whether as many votes as needed were counted. */
  boolean hasVotes() {
    return ownVotes.sum() + activity.votes.getAsLong() >= needed.votes;
  }

  /** Whether as many have joined as needed. */
  boolean hasJoins() {
    return ownJoins.sum() + activity.connections.getAsLong() >= needed.joins;
  }

  long compilerMs() {
    return activity.compilerMs.getAsLong();
  }

  void becomeWarm() {
    warm = true;
  }

  /** Safe from any thread. */
  boolean isWarm() {
    return warm;
  }
}
