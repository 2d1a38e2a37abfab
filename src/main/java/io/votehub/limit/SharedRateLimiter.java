package io.votehub.limit;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** {@link KeyedLimiter} shared by all event loops of an instance. */
final class SharedRateLimiter implements Limiter {
  /** Takes one megabyte, or one and a half. */
  private static final int MAX_SENDERS = 1 << 16;

  private static final long TRIM_INTERVAL = TimeUnit.MINUTES.toNanos(1);

  private final KeyedLimiter senders;
  private final LongSupplier nanoClock;
  private long trimmedAt;

  SharedRateLimiter(Rate rate, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.trimmedAt = nanoClock.getAsLong();
    this.senders = KeyedLimiter.of(rate, MAX_SENDERS, trimmedAt);
  }

  @Override
  public Rate rate() {
    return senders.rate();
  }

  @Override
  public Future<Long> take(String who) {
    return Future.succeededFuture(takeNow(who));
  }

  @Override
  public Future<Long> peek(String who) {
    return Future.succeededFuture(peekNow(who));
  }

  @Override
  public Future<Long> takeAnyway(String who, long maxExcessNanos) {
    return Future.succeededFuture(takeAnywayNow(who, maxExcessNanos));
  }

  synchronized long takeNow(String who) {
    return senders.take(senders.key(who, ""), now());
  }

  private synchronized long peekNow(String who) {
    return senders.peek(senders.key(who, ""), now());
  }

  synchronized long takeAnywayNow(String who, long maxExcessNanos) {
    return senders.takeAnyway(senders.key(who, ""), now(), maxExcessNanos);
  }

  private long now() {
    long now = nanoClock.getAsLong();
    if (senders.isGrown() && now - trimmedAt > TRIM_INTERVAL) {
      senders.trim(now);
      trimmedAt = now;
    }
    return now;
  }
}
