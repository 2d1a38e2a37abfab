package io.votehub.hook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of requests to endpoints. Thread-safe. */
public final class HookMeters {
  private final Counter delivered;
  private final Counter failed;
  private final Counter givenUp;
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicLong lateMs = new AtomicLong();

  public HookMeters(MeterRegistry registry) {
    delivered = counter(registry, "delivered");
    failed = counter(registry, "failed");
    givenUp = counter(registry, "given-up");
    Gauge.builder("votehub.webhooks.sending", sending, AtomicInteger::get)
        .description("Requests to webhooks that this instance is sending")
        .register(registry);
    Gauge.builder("votehub.webhooks.late", lateMs, late -> late.get() / 1000.0)
        .description("For how long the webhook that waits longest has been due")
        .baseUnit("seconds")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("votehub.webhooks")
        .tag("outcome", outcome)
        .description("Requests to webhooks: taken, to be tried again, or given up")
        .register(registry);
  }

  void delivered() {
    delivered.increment();
  }

  void failed(boolean triedAgain) {
    (triedAgain ? failed : givenUp).increment();
  }

  void sending(int requests) {
    sending.set(requests);
  }

  void late(long ms) {
    lateMs.set(ms);
  }
}
