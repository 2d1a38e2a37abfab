package io.votehub.ops;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.votehub.store.StoreMeter;
import java.util.concurrent.TimeUnit;

/** Metrics of the store's group commits: duration, and number of writes per commit. */
public final class StoreMeters implements StoreMeter {
  private final DistributionSummary batch;
  private final Timer commit;

  public StoreMeters(MeterRegistry registry) {
    batch =
        DistributionSummary.builder("votehub.store.batch.entries")
            .description("Writes per group commit")
            .register(registry);
    commit =
        Timer.builder("votehub.store.commit")
            .description("Time from the first write of a group to the end of its forced write")
            .register(registry);
  }

  @Override
  public void committed(int writes, long nanos) {
    batch.record(writes);
    commit.record(nanos, TimeUnit.NANOSECONDS);
  }
}
