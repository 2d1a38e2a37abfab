package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.process.FreePort;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void noPanelOfADashboardIsEmpty() throws Exception {
    assumeTrue(onThePath("prometheus"), "prometheus is not installed");
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub hub = new RunningHub(folder.resolve("data"), settings(engines))) {
      int port = FreePort.find();
      Process prometheus = prometheus(hub.port(), port);
      try {
        Map<String, String> empty = new TreeMap<>(expressions());
        assertThat(empty).hasSizeGreaterThan(25);
        long until = System.nanoTime() + WITHIN_NANOS;
        while (!empty.isEmpty() && System.nanoTime() < until) {
          use(hub);
          empty.keySet().removeIf(expression -> hasData(port, expression));
        }
        assertThat(empty).as("panels without data").isEmpty();
      } finally {
        prometheus.destroy();
        prometheus.waitFor(60, TimeUnit.SECONDS);
      }
    }
  }

  private static Map<String, String> settings(ClusterEngines engines) {
    Map<String, String> settings = new HashMap<>(engines.settings("one"));
    settings.put("VOTEHUB_SYNTHETIC_INTERVAL_MS", "1000");
    return settings;
  }

  private static boolean onThePath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private Process prometheus(int hub, int port) throws IOException {
    Path config = folder.resolve("prometheus.yaml");
    Files.writeString(
        config,
        """
        global: { scrape_interval: 1s }
        scrape_configs:
          - job_name: votehub
            static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(hub));
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
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

  private boolean hasData(int port, String expression) {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    try {
      String body =
          client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      JsonObject answer = new JsonObject(body);
      assertThat(answer.getString("error")).as(expression).isNull();
      JsonArray result = answer.getJsonObject("data").getJsonArray("result");
      return result.stream()
          .map(each -> ((JsonObject) each).getJsonArray("value").getString(1))
          .anyMatch(value -> !"NaN".equals(value));
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException fault) {
      throw new AssertionError(fault);
    }
  }
}
