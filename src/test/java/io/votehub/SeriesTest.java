package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.votehub.faults.FaultProxy;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time series of a hub: as many at the end of a bad day as at its begin, and named well. */
@Tag("slow")
class SeriesTest {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;

  private static String scrape(RunningHub hub) {
    return hub.call("GET", "/metrics", null, null).body();
  }

  /** Without pauses of the collector, of whose few causes each has its series once it occurred. */
  private static Set<String> series(RunningHub hub) {
    return scrape(hub)
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_gc_pause"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static boolean isUp(RunningHub hub) {
    return scrape(hub).lines().filter(line -> line.startsWith("votehub_link_up{")).count() == 3
        && scrape(hub)
            .lines()
            .filter(line -> line.startsWith("votehub_link_up{"))
            .allMatch(line -> line.endsWith(" 1.0"));
  }

  /** Requests as they come from the open internet, each with a name of its own. */
  private static void stray(RunningHub hub, int number) throws IOException {
    for (String head :
        new String[] {
          "GET /wp-admin/" + number + " HTTP/1.1\r\nHost: h" + number + ".example\r\n",
          "M" + number + " / HTTP/1.1\r\nHost: h\r\n",
          "GET /api/v1/rooms/NO" + number + " HTTP/1.1\r\nHost: h\r\n",
          "DELETE /api/v1/rooms HTTP/1.1\r\nHost: h\r\nUser-Agent: a" + number + "\r\n",
          "GET /ws HTTP/1.1\r\nHost: h\r\nOrigin: http://o" + number + "\r\n",
          "GET /" + number + " HTTP/9." + number % 10 + "\r\nHost: h\r\n"
        }) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
        OutputStream out = socket.getOutputStream();
        out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readAllBytes();
      }
    }
  }

  /** A room with a poll, a vote, and sockets that come and go. */
  private static void evening(RunningHub hub) {
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);
    voter.vote(poll, "a");
    voter.close();
    hub.join(room).close();
    hub.step(room, poll, "close", Map.of());
  }

  private static void redisOutage(RunningHub hub, FaultProxy redis) throws InterruptedException {
    redis.refuse();
    redis.cut();
    await("the outage is seen", () -> !isUp(hub));
    redis.heal();
    await("Redis is back", () -> isUp(hub));
  }

  private static void mongoOutage(RunningHub hub, ClusterEngines engines)
      throws InterruptedException {
    engines.mongo.stop();
    await("the outage is seen", () -> !isUp(hub));
    // The probe has failed, too, which a vote of the hub's own just before the outage puts off.
    await(
        "the instance is not ready",
        () -> hub.call("GET", "/health/ready", null, null).statusCode() == 503);
    hub.call("GET", "/api/v1/rooms/ABC234", null, null);
    engines.mongo.restart();
    await("MongoDB is back", () -> isUp(hub));
  }

  @Test
  void aDayOfFaultsLeavesTheSeriesAsTheyWere() throws Exception {
    try (ClusterEngines engines = new ClusterEngines();
        FaultProxy redis = FaultProxy.start(Vertx.vertx(), engines.redis.port())) {
      Map<String, String> settings = new HashMap<>(engines.settings("one"));
      settings.put("VOTEHUB_REDIS_URI", "redis://127.0.0.1:" + redis.port());
      settings.put("VOTEHUB_SYNTHETIC_INTERVAL_MS", "1000");
      try (RunningHub hub = new RunningHub(folder, settings)) {
        stray(hub, 0);
        evening(hub);
        redisOutage(hub, redis);
        mongoOutage(hub, engines);
        evening(hub);
        Set<String> before = series(hub);

        for (int i = 1; i <= 100; i++) {
          stray(hub, i);
        }
        for (int i = 0; i < 60; i++) {
          evening(hub);
        }
        for (int i = 0; i < 4; i++) {
          redisOutage(hub, redis);
        }
        mongoOutage(hub, engines);
        evening(hub);

        assertThat(series(hub)).isEqualTo(before);
        assertThat(before).hasSizeLessThan(700);
        assertThat(reconnections(hub, "ledger")).isGreaterThanOrEqualTo(5);
        assertThat(reconnections(hub, "store")).isGreaterThanOrEqualTo(2);
      }
    }
  }

  private static double reconnections(RunningHub hub, String to) {
    String name = "votehub_reconnections_total{to=\"" + to + "\"} ";
    return scrape(hub)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  @Test
  void promtoolFindsNothingToSayAboutTheMetrics() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "promtool"))),
        "promtool is not installed");
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub hub = new RunningHub(folder, engines.settings("one"))) {
      evening(hub);
      scrape(hub);
      Process promtool =
          new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
      try (OutputStream to = promtool.getOutputStream()) {
        to.write(scrape(hub).getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).isEmpty();
      assertThat(promtool.waitFor()).isZero();
      assertThat(scrape(hub))
          .contains("process_cpu_seconds_total ", "process_resident_memory_bytes ")
          .contains("votehub_build_info{", "votehub_redis_command_seconds_count ")
          .contains("votehub_definition_reads_total{from=\"cache\"}")
          .doesNotContain("active_ws_connections", "bytes_read");
    }
  }
}
