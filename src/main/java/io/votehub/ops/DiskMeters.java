package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How full the disk of the data folder is. Read at each scrape, on its thread. */
public final class DiskMeters {
  private DiskMeters() {}

  /** Registers the meters; they have no value where there is no data folder, as on a cluster. */
  public static void bindTo(MeterRegistry registry, Path dataDir) {
    gauge(registry, dataDir, "votehub.disk.usable", "Free bytes", FileStore::getUsableSpace);
    gauge(registry, dataDir, "votehub.disk.size", "All bytes", FileStore::getTotalSpace);
  }

  private interface Reading {
    long of(FileStore disk) throws IOException;
  }

  private static void gauge(
      MeterRegistry registry, Path dataDir, String name, String what, Reading reading) {
    Gauge.builder(name, dataDir, folder -> read(folder, reading))
        .description(what + " of the disk that the data folder is on")
        .baseUnit("bytes")
        .register(registry);
  }

  private static double read(Path folder, Reading reading) {
    try {
      return reading.of(Files.getFileStore(folder));
    } catch (IOException none) {
      return Double.NaN;
    }
  }
}
