package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import io.votehub.process.PrometheusServer;
import io.votehub.process.ServerProcess;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every panel of the dashboards has data from a hub that a real Prometheus scrapes. */
@Tag("slow")
class DashboardsTest {
  private static final Path DASHBOARDS = Path.of("monitoring", "grafana", "dashboards");
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;

  @Test
  void noPanelOfADashboardIsEmpty() throws Exception {
    assumeTrue(ServerProcess.isInstalled(PrometheusServer.PROGRAM), "prometheus is not installed");
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub hub = new RunningHub(folder.resolve("data"), settings(engines));
        PrometheusServer prometheus = prometheus(hub.port())) {
      Map<String, String> empty = new TreeMap<>(expressions());
      assertThat(empty).hasSizeGreaterThan(25);
      long until = System.nanoTime() + WITHIN_NANOS;
      while (!empty.isEmpty() && System.nanoTime() < until) {
        use(hub);
        empty.keySet().removeIf(expression -> hasData(prometheus, expression));
      }
      assertThat(empty).as("panels without data").isEmpty();
    }
  }

  private static Map<String, String> settings(ClusterEngines engines) {
    Map<String, String> settings = new HashMap<>(engines.settings("one"));
    settings.put("VOTEHUB_SYNTHETIC_INTERVAL_MS", "1000");
    return settings;
  }

  private PrometheusServer prometheus(int hub) throws Exception {
    return PrometheusServer.start(
        folder,
        """
        global: { scrape_interval: 1s }
        scrape_configs:
          - job_name: votehub
            static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(hub));
  }

  /** One vote by a voter who then leaves, and some garbage collection. */
  private static void use(RunningHub hub) {
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);
    voter.vote(poll, "a");
    voter.close();
    System.gc();
  }

  /** The panels by their queries. */
  private static Map<String, String> expressions() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      for (Path file : files.toList()) {
        JsonObject dashboard = new JsonObject(Files.readString(file));
        for (Object each : dashboard.getJsonArray("panels")) {
          JsonObject panel = (JsonObject) each;
          for (Object target : panel.getJsonArray("targets")) {
            all.put(
                ((JsonObject) target).getString("expr"),
                dashboard.getString("title") + ": " + panel.getString("title"));
          }
        }
      }
    }
    return all;
  }

  private static boolean hasData(PrometheusServer prometheus, String expression) {
    return prometheus.query(expression).stream()
        .map(series -> series.getJsonArray("value").getString(1))
        .anyMatch(value -> !"NaN".equals(value));
  }
}
