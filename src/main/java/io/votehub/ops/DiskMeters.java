package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Disk usage of the data folder; if it does not exist, as in a cluster, of its closest existing
 * parent. Read at each scrape, on its thread.
 */
public final class DiskMeters {
  private DiskMeters() {}

  /** Registers the meters. */
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
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      return reading.of(Files.getFileStore(there));
    } catch (IOException unreadable) {
      return Double.NaN;
    }
  }
}
