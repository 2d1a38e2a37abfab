package io.votehub.rehearse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How full an instance of the hub is, read from its Prometheus metrics.
 *
 * @param shares used shares of what is limited, 0 to 1, by resource
 * @param cpuNanos CPU time of the process since its start
 * @param cpus CPUs of its machine
 * @param readAt {@link System#nanoTime}
 */
record HubReading(Map<String, Double> shares, double cpuNanos, double cpus, long readAt) {
  /**
   * @param text the Prometheus text format
   */
  static HubReading parse(String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    text.lines().filter(line -> !line.startsWith("#")).forEach(line -> put(values, line));
    Map<String, Double> shares = new TreeMap<>();
    share(shares, "connections", values, "votehub_connections", "votehub_connections_limit");
    share(shares, "files", values, "process_open_fds", "process_max_fds");
    oldGeneration(shares, values);
    for (String name : values.keySet()) {
      if (name.startsWith("votehub_memory_used_bytes{")) {
        share(shares, "votes-memory", values, name, name.replace("_used_", "_budget_"));
      }
    }
    return new HubReading(
        Map.copyOf(shares),
        values.getOrDefault("process_cpu_seconds_total", 0.0) * 1e9,
        values.getOrDefault("system_cpus", 0.0),
        System.nanoTime());
  }

  private static void put(Map<String, Double> values, String line) {
    int space = line.lastIndexOf(' ');
    if (space > 0) {
      try {
        values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      } catch (NumberFormatException exotic) {
        // A line with a timestamp or an exemplar; the hub writes none.
        values.remove(line.substring(0, space));
      }
    }
  }

  /** Keeps the largest share where a resource has several parts. */
  private static void share(
      Map<String, Double> shares,
      String resource,
      Map<String, Double> values,
      String used,
      String limit) {
    Double most = values.get(limit);
    if (most != null && most > 0 && values.containsKey(used)) {
      shares.merge(resource, values.get(used) / most, Math::max);
    }
  }

  /** What survives collections; the young generation is full by design. */
  private static void oldGeneration(Map<String, Double> shares, Map<String, Double> values) {
    for (String name : values.keySet()) {
      if (name.startsWith("jvm_memory_used_bytes{area=\"heap\"")
          && (name.contains("Old") || name.contains("Tenured"))) {
        share(shares, "heap", values, name, name.replace("_used_", "_max_"));
      }
    }
  }

  /** The share of all CPUs of the machine that the process took since an earlier reading. */
  double cpuSince(HubReading earlier) {
    double elapsed = (readAt - earlier.readAt) * cpus;
    return elapsed <= 0 ? 0 : Math.max(0, Math.min(1, (cpuNanos - earlier.cpuNanos) / elapsed));
  }
}
