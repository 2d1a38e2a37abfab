package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the scenarios one after another, each against a fresh hub, and prints a table. If {@code
 * taskset} is available, hub and load generator are pinned to one core each.
 */
public final class Bench {
  private record Scenario(String name, int tallyIntervalMs, Load load) {}

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("durable acks, 200 voters, window 16", 100, new Load(200, 200, 16, 0, 6, 6)),
          new Scenario(
              "fan-out at full load, 2,000 connected", 5, new Load(2000, 100, 0, 300, 6, 6)),
          new Scenario("2,000 connected, 1,000 votes/s", 100, new Load(2000, 2000, 0, 1000, 6, 6)),
          new Scenario(
              "10,000 connected, 1,000 votes/s", 100, new Load(10_000, 10_000, 0, 1000, 8, 8)));

  private Bench() {}

  /**
   * @param args words of which a scenario's name must contain each to be measured
   */
  public static void main(String[] args) throws Exception {
    new Bench().run(List.of(args));
  }

  private void run(List<String> words) throws IOException, InterruptedException {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    List<Scenario> chosen =
        SCENARIOS.stream().filter(each -> words.stream().allMatch(each.name::contains)).toList();
    for (Scenario scenario : chosen) {
      Map<String, Object> figures = measure(scenario);
      all.put(scenario.name, figures);
      System.out.println(scenario.name + ": " + Json.write(figures));
    }
    String table = table(all);
    Files.writeString(Path.of("target", "bench.md"), table);
    System.out.println("\n" + table);
  }

  private Map<String, Object> measure(Scenario scenario) throws IOException, InterruptedException {
    String interval = Integer.toString(scenario.tallyIntervalMs);
    try (BenchHub hub = BenchHub.start(0, Map.of("VOTEHUB_TALLY_INTERVAL_MS", interval))) {
      return scenario.load.generate(hub.poll(List.of(hub.port()), List.of(hub.pid())));
    }
  }

  private static String table(Map<String, Map<String, Object>> all) {
    StringBuilder table =
        new StringBuilder(
            "| scenario | acks/s | tallies/s | ack p50 / p99 ms | vote to tally p50 / p99 ms | hub CPU | CPU s per million delivered | RSS KB per connection |\n|---|---|---|---|---|---|---|---|\n");
    all.forEach(
        (name, f) ->
            table.append(
                "| %s | %s | %s | %s / %s | %s / %s | %s | %s | %s |%n"
                    .formatted(
                        name,
                        f.get("acksPerSecond"),
                        f.get("talliesPerSecond"),
                        f.get("ackP50Ms"),
                        f.get("ackP99Ms"),
                        f.get("tallyP50Ms"),
                        f.get("tallyP99Ms"),
                        f.get("hubCpuShare"),
                        f.get("hubCpuSecondsPerMillionDelivered"),
                        f.get("rssKbPerConnection"))));
    return table.toString();
  }
}
