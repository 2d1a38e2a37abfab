package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A hall meets a hub that has just started: one that did not warm up, one that did, and for
 * comparison the same hub again under the load that it has just carried, and after a minute of it.
 * In turns, each on a fresh hub; prints a table.
 */
public final class ColdBench {
  private static final Load HALL = new Load(3000, 2000, 0, 1000, 0, 8);
  private static final Load MINUTE = new Load(3000, 2000, 0, 1000, 0, 60);
  private static final Map<String, String> COLD = Map.of("VOTEHUB_SYNTHETIC_INTERVAL_MS", "0");

  private ColdBench() {}

  /**
   * @param args the number of rounds
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    List<String> lines = new ArrayList<>();
    lines.add(
        "| hub | CPU s until it was ready | and until the load | CPU µs a join | joins/s"
            + " | CPU s per million delivered | ack p50 / p99 ms |");
    lines.add("|---|---|---|---|---|---|---|");
    for (int i = 0; i < rounds; i++) {
      lines.addAll(measure("just started", COLD, false));
      lines.addAll(measure("warmed up", Map.of(), true));
    }
    String table = String.join("\n", lines) + "\n";
    Files.writeString(Path.of("target", "cold.md"), table);
    System.out.println(table);
  }

  private static List<String> measure(String name, Map<String, String> settings, boolean warm)
      throws IOException, InterruptedException {
    try (BenchHub hub = BenchHub.start(0, settings)) {
      double ready = hub.cpuSeconds();
      if (warm) {
        hub.awaitWarm();
      }
      return List.of(
          row(name, ready, HALL, hub),
          row(name + ", once more", ready, HALL, hub),
          row(name + ", for a minute", ready, MINUTE, hub),
          row(name + ", after that", ready, HALL, hub));
    }
  }

  private static String row(String name, double ready, Load load, BenchHub hub)
      throws IOException, InterruptedException {
    double before = hub.cpuSeconds();
    Map<String, Object> f = load.generate(hub.poll(List.of(hub.port()), List.of(hub.pid())));
    System.out.println(name + ": " + Json.write(f));
    return "| %s | %.2f | %.2f | %s | %s | %s | %s / %s |"
        .formatted(
            name,
            ready,
            before,
            f.get("hubCpuMicrosPerJoin"),
            f.get("joinsPerSecond"),
            f.get("hubCpuSecondsPerMillionDelivered"),
            f.get("ackP50Ms"),
            f.get("ackP99Ms"));
  }
}
