package io.votehub.synthetic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The metrics of the hub's own votes. Safe from any thread. */
final class SyntheticMeters {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Why a vote was not seen. */
  enum Failure {
    /** It was sent, and its tally did not come in time. */
    TIMEOUT,

    /** The hub answered with an error. */
    REFUSED,

    /** There was no connection, or no room. */
    DISCONNECTED
  }

  private final Timer seen;
  private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
  private final LongSupplier nanoClock;
  private volatile long latest;

  /** Since when a vote is due that was not seen yet; 0 if there is none. */
  private volatile long dueSince;

  SyntheticMeters(MeterRegistry registry, BooleanSupplier warm, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    seen =
        Timer.builder("votehub.synthetic.vote")
            .description("Time from a vote of the hub's own to its tally on another connection")
            .register(registry);
    for (Failure failure : Failure.values()) {
      failures.put(
          failure,
          Counter.builder("votehub.synthetic.failures")
              .tag("reason", failure.name().toLowerCase(Locale.ROOT))
              .description("Votes of the hub's own that were not seen")
              .register(registry));
    }
    Gauge.builder("votehub.synthetic.latency", this, SyntheticMeters::latencySeconds)
        .baseUnit("seconds")
        .strongReference(true)
        .description(
            "Time that the latest vote of the hub's own took; of one that was not seen yet, for how"
                + " long it is due")
        .register(registry);
    Gauge.builder("votehub.warm", () -> warm.getAsBoolean() ? 1 : 0)
        .description("1 once the code of joins and votes is compiled, else 0")
        .register(registry);
  }

  /** From now on a vote is to be seen. */
  void due() {
    if (dueSince == 0) {
      dueSince = nanoClock.getAsLong() | 1;
    }
  }

  void seen(long nanos) {
    latest = nanos;
    dueSince = 0;
    seen.record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(Failure why) {
    failures.get(why).increment();
  }

  /** See the gauge; what was not seen is never shorter than it waits. */
  double latencySeconds() {
    long since = dueSince;
    long waiting = since == 0 ? 0 : nanoClock.getAsLong() - since;
    return Math.max(latest, waiting) / NANOS;
  }
}
