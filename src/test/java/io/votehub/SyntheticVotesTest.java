package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import io.votehub.tls.CertificateFiles;
import io.votehub.tls.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole hub votes by itself, and counts nobody but voters. */
@Tag("slow")
class SyntheticVotesTest {
  private static final Map<String, String> QUICK =
      Map.of("VOTEHUB_SYNTHETIC_INTERVAL_MS", "10", "VOTEHUB_TALLY_INTERVAL_MS", "5");

  @TempDir private Path folder;

  private static Map<String, String> quick(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(QUICK);
    return all;
  }

  private static double metric(RunningHub hub, String series) {
    return hub.call("GET", "/metrics", null, null)
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(-1);
  }

  private static double seen(RunningHub hub) {
    return metric(hub, "votehub_synthetic_vote_seconds_count");
  }

  private static void awaitTrue(String what, BooleanSupplier condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static int ready(RunningHub hub, String query) {
    return hub.call("GET", "/health/ready" + query, null, null).statusCode();
  }

  private static void requireNothingCounted(RunningHub hub) {
    assertThat(metric(hub, "votehub_votes_total{outcome=\"counted\"}")).isZero();
    assertThat(metric(hub, "votehub_connections")).isZero();
    assertThat(metric(hub, "votehub_ack_seconds_count")).isZero();
    assertThat(metric(hub, "votehub_rooms")).isZero();
    assertThat(metric(hub, "votehub_ledger_pages_total")).isZero();
    assertThat(metric(hub, "votehub_synthetic_latency_seconds")).isBetween(0.0, 60.0);
  }

  @Test
  void aHubOverTlsVotesInARoomThatNothingCountsAndIsReadyBeforeItIsWarm() throws Exception {
    TestAuthority authority = new TestAuthority();
    Map<String, String> settings = new HashMap<>(QUICK);
    Path certificates = Files.createDirectory(folder.resolve("tls"));
    CertificateFiles files =
        TestAuthority.write(authority.issue(Instant.now().plus(Duration.ofDays(30))), certificates);
    settings.put("VOTEHUB_HTTP_TLS_CERT_FILE", files.certificate().toString());
    settings.put("VOTEHUB_HTTP_TLS_KEY_FILE", files.key().toString());

    try (RunningHub hub = RunningHub.overTls(folder.resolve("data"), settings, authority)) {
      assertThat(ready(hub, "")).isEqualTo(200);
      assertThat(ready(hub, "?for=warm")).isEqualTo(503);
      assertThat(hub.get("/health", null)).containsEntry("warm", false);

      awaitTrue("own votes are seen", () -> seen(hub) >= 10);

      requireNothingCounted(hub);
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      VoterClient voter = hub.join(room);
      voter.vote(poll, "a");
      // A scrape is shared for a moment, so the first may be of before the vote.
      awaitTrue(
          "the vote is counted",
          () -> metric(hub, "votehub_votes_total{outcome=\"counted\"}") == 1);
      assertThat(metric(hub, "votehub_connections")).isOne();
    }
  }

  @Test
  void eachInstanceOfAClusterVotesAndSaysSoWhereMongoDbIsAway() throws Exception {
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub one = new RunningHub(folder.resolve("1"), quick(engines.settings("one")));
        RunningHub two = new RunningHub(folder.resolve("2"), quick(engines.settings("two")))) {
      for (RunningHub hub : List.of(one, two)) {
        awaitTrue("own votes are seen", () -> seen(hub) >= 10);
        requireNothingCounted(hub);
      }

      engines.mongo.stop();
      awaitTrue("the latency grows", () -> metric(one, "votehub_synthetic_latency_seconds") > 1.5);
      engines.mongo.restart();

      double before = seen(two);
      awaitTrue("votes are seen again", () -> seen(two) >= before + 10);
      awaitTrue(
          "the latency is that of a vote",
          () -> metric(two, "votehub_synthetic_latency_seconds") < 1.5);
    }
  }

  @Test
  void withoutOwnVotesNothingIsSaidOfWarmth() {
    try (RunningHub hub = new RunningHub(folder, Map.of("VOTEHUB_SYNTHETIC_INTERVAL_MS", "0"))) {
      assertThat(hub.get("/health", null)).doesNotContainKey("warm");
      assertThat(ready(hub, "?for=warm")).isEqualTo(200);
      assertThat(metric(hub, "votehub_warm")).isEqualTo(-1);
    }
  }
}
