package io.votehub.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * Counts the requests of users by outcome, and those whose response took more than two seconds to
 * start. Requests of operators and their probes are excluded: a probe that gets a 503 is not a
 * failed user request. Thread-safe.
 */
public final class RequestMeters {
  private static final long SLOW_NANOS = 2_000_000_000L;
  private static final List<String> OPERATORS = List.of("/health", "/metrics", "/version");

  private final Counter served;
  private final Counter refused;
  private final Counter failed;
  private final Counter slow;

  public RequestMeters(MeterRegistry registry) {
    served = requests(registry, "served");
    refused = requests(registry, "refused");
    failed = requests(registry, "failed");
    slow =
        Counter.builder("votehub.requests.slow")
            .description("Requests of users whose response took more than 2 s to begin")
            .register(registry);
  }

  private static Counter requests(MeterRegistry registry, String outcome) {
    return Counter.builder("votehub.requests")
        .tag("outcome", outcome)
        .description("Requests of users: served, refused (4xx), failed (5xx)")
        .register(registry);
  }

  /** A response begins. */
  void began(String path, int status, long tookNanos) {
    if (path != null && OPERATORS.stream().anyMatch(path::startsWith)) {
      return;
    }
    if (status >= 500) {
      failed.increment();
    } else if (status >= 400) {
      refused.increment();
    } else {
      served.increment();
    }
    if (tookNanos > SLOW_NANOS) {
      slow.increment();
    }
  }
}
