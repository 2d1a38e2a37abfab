package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.votehub.memory.MemoryBudget;
import io.votehub.memory.MemoryShare;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics of the memory budget for what clients send, by share. */
public final class MemoryMeters implements MeterBinder {
  private final MemoryBudget budget;

  public MemoryMeters(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (MemoryShare share : budget.shares()) {
      Gauge.builder("votehub.memory.budget", share, MemoryShare::limit)
          .baseUnit("bytes")
          .tag("share", share.name())
          .description("Memory that may hold what clients send")
          .register(registry);
      Gauge.builder("votehub.memory.used", share, MemoryShare::used)
          .baseUnit("bytes")
          .tag("share", share.name())
          .description("Memory that holds what clients send")
          .register(registry);
    }
  }

  /**
   * Details for a health check that never fails: a hub whose budget is used up refuses new ballots,
   * but does everything else.
   */
  public Future<Map<String, Object>> check() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("usedBytes", budget.shares().stream().mapToLong(MemoryShare::used).sum());
    data.put("limitBytes", budget.shares().stream().mapToLong(MemoryShare::limit).sum());
    for (MemoryShare share : budget.shares()) {
      data.put(share.name(), Map.of("usedBytes", share.used(), "limitBytes", share.limit()));
    }
    return Future.succeededFuture(data);
  }
}
