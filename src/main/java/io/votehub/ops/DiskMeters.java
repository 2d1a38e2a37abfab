package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.votehub.files.DiskSpace;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/**
 * Disk usage of the data folder; if it does not exist, as in a cluster, of its closest existing
 * parent. Read at each scrape, on its thread.
 */
public final class DiskMeters {
  private DiskMeters() {}

  /** Registers the meters. */
  public static void bindTo(MeterRegistry registry, Path dataDir) {
    gauge(registry, dataDir, "votehub.disk.usable", "Free bytes", DiskSpace::usable);
    gauge(registry, dataDir, "votehub.disk.size", "All bytes", DiskSpace::total);
  }

  private static void gauge(
      MeterRegistry registry,
      Path dataDir,
      String name,
      String what,
      ToLongFunction<DiskSpace> reading) {
    Gauge.builder(name, dataDir, folder -> read(folder, reading))
        .description(what + " of the disk that the data folder is on")
        .baseUnit("bytes")
        .register(registry);
  }

  private static double read(Path folder, ToLongFunction<DiskSpace> reading) {
    return DiskSpace.around(folder)
        .map(disk -> (double) reading.applyAsLong(disk))
        .orElse(Double.NaN);
  }
}
