package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.votehub.RunningHub;
import io.votehub.faults.FaultProxy;
import io.votehub.faults.NetworkConditions;
import io.votehub.json.Json;
import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.process.PrometheusServer;
import io.votehub.process.ServerProcess;
import io.votehub.redis.RedisServer;
import io.votehub.session.VoterClient;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.tls.CertificateFiles;
import io.votehub.tls.TestAuthority;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every alert fires of what it is for: a real Prometheus with the shipped rules scrapes hubs of a
 * cluster on a real Redis, and faults are done to them. Only the times of the rules are shorter;
 * the thresholds are as shipped.
 */
@Isolated
class AlertsFireScenario {
  private static final Path RULES = Path.of("monitoring", "votehub.rules.yaml");
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final String PROBER = "prometheus-blackbox-exporter";
  private static final String BLOCK = "/block-this-loop";
  private static final long BLOCK_MS = 8_000;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> seen = new TreeSet<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, String> targets = new HashMap<>();
  private Vertx network;
  private PrometheusServer prometheus;
  private int prober;
  private int management;
  private FaultProxy redis;
  private FaultProxy mongo;
  private Map<String, String> settings;
  private RunningHub hub;
  private Path small;

  /** Blocks the event loop that logs a certain request. */
  private static final class BlockingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      if (line.getFormattedMessage().contains(BLOCK)) {
        sleep(BLOCK_MS);
      }
    }
  }

  private <T extends AutoCloseable> T keep(T each) {
    opened.add(0, each);
    return each;
  }

  @BeforeEach
  void start() throws Exception {
    for (String program : List.of(PrometheusServer.PROGRAM, PROBER, "prlimit")) {
      assumeTrue(ServerProcess.isInstalled(program), program + " is not installed");
    }
    network = Vertx.vertx();
    keep(() -> network.close().await(60, TimeUnit.SECONDS));
    redis = keep(FaultProxy.start(network, keep(RedisServer.start()).port()));
    MongoStandIn stored = keep(MongoStandIn.start());
    mongo = keep(FaultProxy.start(network, stored.port()));
    settings = new HashMap<>();
    settings.put("VOTEHUB_REDIS_URI", "redis://127.0.0.1:" + redis.port());
    settings.put(
        "VOTEHUB_MONGO_URI",
        stored.uri("cluster").replace(":" + stored.port(), ":" + mongo.port()));
    settings.put("VOTEHUB_LIMITS_CONNECTIONS", "20");
    settings.put("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    settings.put("VOTEHUB_INSTANCE_ID", "one");
    settings.put("VOTEHUB_SYNTHETIC_INTERVAL_MS", "1000");
    settings.put("VOTEHUB_WEBHOOKS_PRIVATE_NETWORKS", "true");
    management = FreePort.find();
    settings.put("VOTEHUB_MANAGEMENT_PORT", Integer.toString(management));
    hub = keep(new RunningHub(folder.resolve("one"), settings));
  }

  @AfterEach
  void stop() throws Exception {
    // Neither is there if what the test needs is not installed.
    Stream.of(redis, mongo).filter(Objects::nonNull).forEach(FaultProxy::heal);
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private static void sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** The shipped rules, which wait and look back for seconds. */
  private static String quickRules() throws IOException {
    String rules = Files.readString(RULES).replaceAll("for: \\w+", "for: 1s");
    Map<String, String> windows = new HashMap<>();
    windows.put("[10m:30s]", "[12s:2s]");
    windows.put("[30m:1m]", "[8s:2s]");
    windows.put("[6h:10m]", "[20s:2s]");
    windows.put("[6h]", "[20s]");
    windows.put("[2m]", "[10s]");
    windows.put("[1m]", "[10s]");
    windows.put("[5m]", "[10s]");
    windows.put("[10m]", "[40s]");
    windows.put("[30m]", "[20s]");
    windows.put("[1h]", "[20s]");
    for (Map.Entry<String, String> each : windows.entrySet()) {
      rules = rules.replace(each.getKey(), each.getValue());
    }
    assertThat(rules.replaceAll("\\[\\d+s(:\\d+s)?]", "")).doesNotContainPattern("\\[\\d");
    return rules;
  }

  private void scrape() throws Exception {
    prober = FreePort.find();
    Files.writeString(folder.resolve("rules.yaml"), quickRules());
    Files.writeString(folder.resolve("sites.json"), "[]");
    writeTargets();
    prometheus =
        keep(
            PrometheusServer.start(
                folder,
                """
        global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
        rule_files: [rules.yaml]
        scrape_configs:
          - job_name: votehub
            file_sd_configs: [{ files: [targets.json], refresh_interval: 1s }]
          - job_name: site
            metrics_path: /probe
            params: { module: [site] }
            file_sd_configs: [{ files: [sites.json], refresh_interval: 1s }]
            relabel_configs:
              - { source_labels: [__address__], target_label: __param_target }
              - { source_labels: [__param_target], target_label: instance }
              - { target_label: __address__, replacement: "127.0.0.1:%d" }
        """
                    .formatted(prober)));
    launch(
        PROBER,
        "--config.file=" + Path.of("monitoring", "prober.yaml"),
        "--web.listen-address=127.0.0.1:" + prober);
  }

  /** Starts a program that runs until the end of the test. */
  private void launch(String... command) throws IOException {
    keep(ServerProcess.start(folder, Map.of(), List.of(command)));
  }

  private void target(String instance, int port) throws IOException {
    targets.put(instance, "127.0.0.1:" + port);
    writeTargets();
  }

  private void writeTargets() throws IOException {
    String all =
        targets.entrySet().stream()
            .map(
                each ->
                    "{\"targets\":[\"%s\"],\"labels\":{\"instance\":\"%s\"}}"
                        .formatted(each.getValue(), each.getKey()))
            .collect(Collectors.joining(",", "[", "]"));
    Files.writeString(folder.resolve("targets.json"), all);
  }

  private HttpResponse<String> get(int port, String path) throws IOException {
    try {
      HttpRequest ask =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return client.send(ask, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException end) {
      throw new AssertionError(end);
    }
  }

  private boolean isReady() {
    try {
      return get(management, "/health/ready").statusCode() == 200;
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private Set<String> firing() {
    Set<String> firing =
        prometheus.query("ALERTS{alertstate=\"firing\"}").stream()
            .map(each -> each.getJsonObject("metric").getString("alertname"))
            .collect(Collectors.toSet());
    seen.addAll(firing);
    return firing;
  }

  private static void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      sleep(200);
    }
  }

  /** Does something again and again until these alerts fire. */
  private void fires(Runnable fault, String... alerts) {
    long until = System.nanoTime() + WITHIN_NANOS;
    Set<String> missing = new TreeSet<>(List.of(alerts));
    while (!missing.isEmpty()) {
      assertThat(System.nanoTime())
          .as("not firing: %s; so far %s", missing, seen)
          .isLessThan(until);
      fault.run();
      missing.removeAll(firing());
      sleep(200);
    }
  }

  private int status(RunningHub of, String path) {
    return of.call("GET", path, null, null).statusCode();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void eachAlertFiresInItsFaultAndNoneWithout() throws Exception {
    target("one", management);
    scrape();
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);
    Iterator<String> choices =
        Stream.iterate(0, i -> i + 1).map(i -> "abc".substring(i % 3, i % 3 + 1)).iterator();
    // Another choice each time: an equal ballot is a repeat, which the store does not see.
    Runnable vote = () -> voter.sendVote(poll, choices.next());
    String path = "/api/v1/rooms/" + room.code();
    for (int i = 0; i < 75; i++) {
      vote.run();
      status(hub, path);
      firing();
      sleep(200);
    }
    // Over seconds the first use of a hub looks like a leak; the rules look over hours.
    seen.removeAll(Set.of("VotehubDescriptorLeak", "VotehubMemoryLeak"));
    assertThat(seen).as("without a fault").isEmpty();

    slowEngines(vote, path);
    awayEngines(vote, path);
    flap();
    webhooks(room);
    loops();
    connections(room);
    descriptors();
    errors();
    disk();
    backups();
    instances();
    certificates();
    site();
    heap();

    Set<String> all =
        Pattern.compile("(?m)- alert: (\\w+)$")
            .matcher(Files.readString(RULES))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(seen).isEqualTo(all);
  }

  private void slowEngines(Runnable vote, String path) {
    mongo.set(NetworkConditions.slow(450));
    fires(vote, "VotehubStoreSlow", "VotehubAcksSlow");
    mongo.set(NetworkConditions.slow(1150));
    fires(() -> status(hub, path), "VotehubSlowAnswers", "VotehubOwnVotesLate");
    mongo.heal();
    redis.set(NetworkConditions.slow(600));
    fires(vote, "VotehubFanoutLate", "VotehubTalliesLate");
    redis.heal();
    await("all is well again", () -> isReady());
  }

  /** What probes are answered while Redis is away is nothing that users met. */
  private void awayEngines(Runnable vote, String path) {
    await("no user's request failed", () -> !firing().contains("VotehubErrorRate"));
    seen.remove("VotehubErrorRate");
    redis.refuse();
    redis.cut();
    fires(this::isReady, "VotehubEngineAway");
    assertThat(isReady()).isFalse();
    for (int i = 0; i < 60; i++) {
      isReady();
      firing();
      sleep(100);
    }
    assertThat(seen).as("after probes alone").doesNotContain("VotehubErrorRate");
    fires(
        () -> {
          vote.run();
          hub.call("POST", path + "/voters", null, "{}");
          hub.call("POST", "/api/v1/rooms", null, Json.write(Map.of("title", "T")));
          status(hub, path + "/polls/none/result");
        },
        "VotehubRefusesVotes");
    mongo.refuse();
    mongo.cut();
    fires(
        () -> hub.call("POST", "/api/v1/rooms", null, Json.write(Map.of("title", "T"))),
        "VotehubErrorRate");
    mongo.heal();
    redis.heal();
    await("all is well again", () -> isReady());
  }

  private void flap() {
    fires(
        () -> {
          redis.refuse();
          redis.cut();
          sleep(2_500);
          redis.heal();
          sleep(3_500);
        },
        "VotehubLinkFlapping");
  }

  /** Programs at an address where nobody listens. */
  private void webhooks(RunningHub.Room room) throws IOException {
    assertThat(seen).doesNotContain("VotehubWebhooksFail");
    int nobody = FreePort.find();
    for (int i = 0; i < 5; i++) {
      String url = "http://127.0.0.1:%d/%d".formatted(nobody, i);
      int added =
          hub.call(
                  "POST",
                  "/api/v1/rooms/" + room.code() + "/webhooks",
                  room.token(),
                  Json.write(Map.of("url", url, "events", List.of("poll.opened"))))
              .statusCode();
      assertThat(added).isEqualTo(201);
    }
    fires(() -> hub.openPoll(room, Map.of()), "VotehubWebhooksFail");
  }

  private void loops() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    BlockingAppender appender = new BlockingAppender();
    appender.setContext(context);
    appender.start();
    ch.qos.logback.classic.Logger access = context.getLogger("votehub.http");
    access.setLevel(ch.qos.logback.classic.Level.DEBUG);
    access.setAdditive(false);
    access.addAppender(appender);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + BLOCK)).build();
    client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    fires(() -> {}, "VotehubLoopBlocked");
    await("the loop runs again", this::isReady);
    access.detachAppender(appender);
    access.setLevel(null);
    access.setAdditive(true);
  }

  private void connections(RunningHub.Room room) {
    for (int i = 0; i < 17; i++) {
      hub.join(room);
    }
    fires(() -> {}, "VotehubNearlyFull");
  }

  private void descriptors() throws Exception {
    List<InputStream> leaked = new ArrayList<>();
    fires(
        () -> {
          try {
            leaked.add(new FileInputStream("/dev/null"));
          } catch (IOException fault) {
            throw new AssertionError(fault);
          }
        },
        "VotehubDescriptorLeak");
    String self = Long.toString(ProcessHandle.current().pid());
    long before = softLimit();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      long few = open.count() * 10 / 9;
      run("prlimit", "--pid", self, "--nofile=" + few + ":");
      fires(() -> {}, "VotehubOpenFiles");
    } finally {
      run("prlimit", "--pid", self, "--nofile=" + before + ":");
      for (InputStream each : leaked) {
        each.close();
      }
    }
  }

  private static long softLimit() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .mapToLong(line -> Long.parseLong(line.substring(14).strip().split(" +", -1)[0]))
        .findFirst()
        .orElseThrow();
  }

  /** The only fault that is not done but told: to run out of memory in earnest ends the test. */
  private void errors() {
    Logger log = LoggerFactory.getLogger("io.votehub.Test");
    Thread.UncaughtExceptionHandler none = (thread, fault) -> {};
    assertThat(none).isNotNull();
    fires(
        () -> {
          log.error("For a test", new IllegalStateException("for a test"));
          log.error("For a test", new OutOfMemoryError("for a test"));
        },
        "VotehubHighErrors",
        "VotehubCriticalErrors");
  }

  private void disk() throws Exception {
    small = Files.createDirectory(folder.resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", small.toString());
    keep(() -> run("umount", "-l", small.toString()));
    RunningHub embedded = keep(new RunningHub(small.resolve("data"), Map.of()));
    target("embedded", embedded.port());
    Path filler = small.resolve("filler");
    Files.write(filler, new byte[60 << 20]);
    fires(() -> {}, "VotehubDiskFull");
    Files.delete(filler);
  }

  /** The status that docker/backup leaves for the node exporter, of a backup long ago. */
  private void backups() throws IOException {
    long now = System.currentTimeMillis() / 1000;
    String status =
        """
        # TYPE votehub_backup_last_success_timestamp_seconds gauge
        votehub_backup_last_success_timestamp_seconds %d
        # TYPE votehub_backup_last_verified_timestamp_seconds gauge
        votehub_backup_last_verified_timestamp_seconds %d
        """
            .formatted(now - 27 * 3600, now - 10 * 24 * 3600);
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext(
        "/metrics",
        exchange -> {
          byte[] body = status.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    node.start();
    keep(() -> node.stop(0));
    target("node", node.getAddress().getPort());
    fires(() -> {}, "VotehubBackupOld", "VotehubBackupUnverified");
  }

  /** A hub that cannot become ready, and one that is killed. */
  private void instances() throws Exception {
    Map<String, String> own = new HashMap<>(settings);
    own.put("VOTEHUB_INSTANCE_ID", "two");
    int port = FreePort.find();
    own.put("VOTEHUB_MANAGEMENT_PORT", Integer.toString(port));
    target("two", port);
    mongo.set(NetworkConditions.HELD);
    HubProcess two = keep(HubProcess.launch(folder, FreePort.find(), own));
    fires(() -> {}, "VotehubNotReady");
    mongo.heal();
    two.kill();
    seen.remove("VotehubDown");
    fires(() -> {}, "VotehubDown");
  }

  private void certificates() throws Exception {
    TestAuthority authority = new TestAuthority();
    CertificateFiles files =
        TestAuthority.write(
            authority.issue(Instant.now().plus(Duration.ofDays(10))),
            Files.createDirectory(folder.resolve("certificate")));
    int port = FreePort.find();
    keep(
        RunningHub.overTls(
            folder.resolve("tls"),
            Map.of(
                "VOTEHUB_HTTP_TLS_CERT_FILE", files.certificate().toString(),
                "VOTEHUB_HTTP_TLS_KEY_FILE", files.key().toString(),
                "VOTEHUB_MANAGEMENT_PORT", Integer.toString(port)),
            authority));
    target("tls", port);
    fires(() -> {}, "VotehubCertificateExpires");
    assertThat(seen).doesNotContain("VotehubCertificateUnusable");
    Files.writeString(files.key(), "nothing");
    fires(() -> {}, "VotehubCertificateUnusable");
  }

  /** The shipped prober asks for a page of a hub that is there, and then is not. */
  private void site() throws Exception {
    RunningHub site = keep(new RunningHub(folder.resolve("site")));
    Files.writeString(
        folder.resolve("sites.json"),
        "[{\"targets\":[\"http://127.0.0.1:%d\"]}]".formatted(site.port()));
    await(
        "the site answers the prober",
        () -> !prometheus.query("probe_success{job=\"site\"} == 1").isEmpty());
    assertThat(firing()).doesNotContain("VotehubSiteAway");
    site.stopHub();
    fires(() -> {}, "VotehubSiteAway");
  }

  private void heap() {
    List<byte[]> leaked = new ArrayList<>();
    fires(
        () -> {
          leaked.add(new byte[4 << 20]);
          System.gc();
        },
        "VotehubMemoryLeak");
    Runtime jvm = Runtime.getRuntime();
    fires(
        () -> {
          while (jvm.totalMemory() - jvm.freeMemory() < jvm.maxMemory() * 9 / 10) {
            leaked.add(new byte[1 << 20]);
          }
        },
        "VotehubMemoryFull");
    assertThat(leaked).as("held until the alerts fired").isNotEmpty();
    leaked.clear();
  }
}
