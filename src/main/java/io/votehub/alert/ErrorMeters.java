package io.votehub.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts logged warnings and errors by severity; all counters exist from the start, so that rates
 * can be computed.
 */
public final class ErrorMeters implements Consumer<Severity> {
  private final Map<Severity, Counter> counters = new EnumMap<>(Severity.class);

  public ErrorMeters(MeterRegistry registry) {
    for (Severity severity : Severity.values()) {
      counters.put(
          severity,
          Counter.builder("votehub.errors")
              .tag("severity", severity.wire())
              .description("Warnings (medium), errors (high) and fatal errors (critical) logged")
              .register(registry));
    }
  }

  @Override
  public void accept(Severity severity) {
    counters.get(severity).increment();
  }
}
