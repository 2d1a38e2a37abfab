package io.votehub.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** {@link KeyedRateLimiter} shared by all event loops, with a metric of what exceeds it. */
final class SharedRateLimiter {
  /** Takes one megabyte. */
  private static final int MAX_SENDERS = 1 << 16;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long TRIM_INTERVAL = TimeUnit.MINUTES.toNanos(1);

  private final String kind;
  private final KeyedRateLimiter buckets;
  private final LongSupplier nanoClock;
  private final Counter limited;
  private long trimmedAt;

  /**
   * @param kind what is limited, as a tag of the metric
   * @param by who is limited, as a tag of the metric
   */
  SharedRateLimiter(
      String kind, String by, Rate rate, LongSupplier nanoClock, MeterRegistry registry) {
    this.kind = kind;
    this.buckets = new KeyedRateLimiter(rate, MAX_SENDERS);
    this.nanoClock = nanoClock;
    this.trimmedAt = nanoClock.getAsLong();
    this.limited =
        Counter.builder("votehub.limited")
            .tag("class", kind)
            .tag("by", by)
            .description(
                "Requests and messages over their rate limit, by kind and by who is limited")
            .register(registry);
  }

  /**
   * Takes one permit; empty if one was available.
   *
   * @param sender computes the sender's key
   */
  synchronized Optional<RateLimitExceeded> take(ToLongFunction<KeyedRateLimiter> sender) {
    long now = now();
    long wait = buckets.take(sender.applyAsLong(buckets), now);
    if (wait == 0) {
      return Optional.empty();
    }
    limited.increment();
    return Optional.of(
        new RateLimitExceeded(kind, buckets.rate(), Math.max(1, (wait + SECOND - 1) / SECOND)));
  }

  /** Takes one permit unconditionally; returns by how many nanoseconds it came too early. */
  synchronized long takeAnyway(ToLongFunction<KeyedRateLimiter> sender, long maxExcessNanos) {
    long early = buckets.takeAnyway(sender.applyAsLong(buckets), now(), maxExcessNanos);
    if (early > 0) {
      limited.increment();
    }
    return early;
  }

  private long now() {
    long now = nanoClock.getAsLong();
    if (buckets.isGrown() && now - trimmedAt > TRIM_INTERVAL) {
      buckets.trim(now);
      trimmedAt = now;
    }
    return now;
  }
}
