package io.votehub.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of messages to push services. Thread-safe. */
public final class PushMeters {
  private final Map<Outcome.Kind, Counter> sent = new EnumMap<>(Outcome.Kind.class);
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lateMs = new AtomicLong();

  public PushMeters(MeterRegistry registry) {
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      sent.put(
          kind,
          Counter.builder("votehub.push")
              .tag("outcome", kind.name().toLowerCase(Locale.ROOT))
              .description("Messages to push services: taken, for nobody any more, or refused")
              .register(registry));
    }
    Gauge.builder("votehub.push.waiting", waiting, AtomicInteger::get)
        .description("Messages to push services that wait on this instance or are under way")
        .register(registry);
    Gauge.builder("votehub.push.late", lateMs, late -> late.get() / 1000.0)
        .description("For how long what voters are to be told next has been due")
        .baseUnit("seconds")
        .register(registry);
  }

  void sent(Outcome outcome) {
    sent.get(outcome.kind()).increment();
  }

  void waiting(int messages) {
    waiting.set(messages);
  }

  void late(long ms) {
    lateMs.set(ms);
  }
}
