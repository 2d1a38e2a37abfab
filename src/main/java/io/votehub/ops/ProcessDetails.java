package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.votehub.files.DiskSpace;
import io.votehub.session.ConnectionBudget;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Process, pools, queues and changed settings for {@code GET /health/detailed}, without secrets.
 * Reads the disk, so do not call it on an event loop.
 */
public final class ProcessDetails implements Supplier<Map<String, Object>> {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Gauges and counters that show which resource is exhausted first, by meter name. */
  private static final Set<String> SHOWN =
      Set.of(
          "votehub.connections",
          "votehub.rooms",
          "votehub.queue.depth",
          "votehub.memory.used",
          "votehub.memory.limit",
          "vertx.pool.in.use",
          "vertx.pool.queue.pending");

  private final MeterRegistry registry;
  private final Path dataDir;
  private final Map<String, String> settings;

  /**
   * @param dataDir the folder whose disk is reported
   * @param settings settings that differ from their defaults, without secrets
   */
  public ProcessDetails(MeterRegistry registry, Path dataDir, Map<String, String> settings) {
    this.registry = registry;
    this.dataDir = dataDir;
    this.settings = Map.copyOf(settings);
  }

  @Override
  public Map<String, Object> get() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("uptimeSeconds", runtime.getUptime() / 1000);
    details.put("jvm", runtime.getVmName() + " " + runtime.getVmVersion());
    details.put("memory", memory());
    details.put("threads", threads());
    details.put("fileDescriptors", fileDescriptors());
    details.put("disk", disk());
    details.put("gc", collections());
    details.put("pools", pools());
    details.put("settings", new TreeMap<>(settings));
    return details;
  }

  private static Map<String, Object> memory() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("heapUsedBytes", heap.getUsed());
    memory.put("heapCommittedBytes", heap.getCommitted());
    memory.put("heapMaxBytes", heap.getMax());
    residentBytes(memory);
    return memory;
  }

  private static void residentBytes(Map<String, Object> memory) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          memory.put("residentBytes", Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024);
        }
      }
    } catch (IOException | NumberFormatException notLinux) {
      // Only Linux has this file.
      memory.remove("residentBytes");
    }
  }

  private static Map<String, Object> threads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Map.of("live", threads.getThreadCount(), "peak", threads.getPeakThreadCount());
  }

  private static Map<String, Object> fileDescriptors() {
    Map<String, Object> descriptors = new LinkedHashMap<>();
    try (var open = Files.list(DESCRIPTORS)) {
      descriptors.put("open", open.count());
    } catch (IOException notLinux) {
      descriptors.remove("open");
    }
    descriptors.put("free", ConnectionBudget.freeDescriptors());
    return descriptors;
  }

  private Map<String, Object> disk() {
    // A cluster has no data folder.
    return DiskSpace.of(dataDir)
        .map(
            disk ->
                Map.<String, Object>of("usableBytes", disk.usable(), "totalBytes", disk.total()))
        .orElseGet(Map::of);
  }

  private static List<Map<String, Object>> collections() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      list.add(
          Map.of(
              "name",
              collector.getName(),
              "collections",
              collector.getCollectionCount(),
              "totalMs",
              collector.getCollectionTime()));
    }
    return list;
  }

  /** Usage and queue lengths, by meter. */
  private Map<String, Object> pools() {
    Map<String, Object> pools = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      if (meter instanceof Gauge gauge && SHOWN.contains(meter.getId().getName())) {
        pools.put(name(meter.getId()), gauge.value());
      }
    }
    return pools;
  }

  private static String name(Meter.Id id) {
    String tags = id.getTags().stream().map(Tag::getValue).collect(Collectors.joining(","));
    return tags.isEmpty() ? id.getName() : id.getName() + "{" + tags + "}";
  }
}
