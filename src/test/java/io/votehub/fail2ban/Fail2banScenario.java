package io.votehub.fail2ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.RunningHub;
import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped filter and jails, with the real fail2ban, on lines that the packaged hub wrote. */
class Fail2banScenario {
  private static final Path SHIPPED = Path.of("docker", "fail2ban").toAbsolutePath();
  private static final String GUESSER = "203.0.113.7";
  private static final String GUESSER_V6 = "2001:db8:0:7::9";
  private static final String FLOODER = "203.0.113.8";
  private static final String CODE_GUESSER = "203.0.113.9";
  private static final String PASSCODE_GUESSER = "203.0.113.10";
  private static final String IDLER = "203.0.113.11";
  private static final String VICTIM = "198.51.100.1";
  private static final String FORGED =
      "INFO  security event=token outcome=refused reason=bad-token room=- address=" + VICTIM;

  @TempDir Path folder;

  @BeforeEach
  void isInstalled() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "fail2ban-regex"))),
        "fail2ban is not installed");
  }

  @ParameterizedTest(name = "lines as {0}")
  @ValueSource(strings = {"text", "json"})
  void theFilterFindsWhoGuessesAndWhoFloodsAndNobodyElse(String format) throws Exception {
    Path log = Files.writeString(folder.resolve("hub.log"), linesOfAHub(format));

    String guesses = matched(log, "");
    String flood = matched(log, "[mode=flood]");

    assertThat(guesses).contains(GUESSER).contains("2001:db8:0:7:");
    assertThat(guesses).contains(CODE_GUESSER).contains(PASSCODE_GUESSER);
    assertThat(guesses).doesNotContain(FLOODER).doesNotContain(VICTIM).doesNotContain(IDLER);
    assertThat(flood).contains(FLOODER).contains(IDLER);
    assertThat(flood).doesNotContain(CODE_GUESSER).doesNotContain(VICTIM);

    Path docker = Files.writeString(folder.resolve("docker.log"), asDockerWrites(log));
    assertThat(matched(docker, "")).contains(GUESSER).doesNotContain(VICTIM);
    Path journal = Files.writeString(folder.resolve("journal.log"), asTheJournalShows(log));
    if ("text".equals(format)) {
      assertThat(matched(journal, "")).contains(GUESSER).doesNotContain(VICTIM);
    }
  }

  @Test
  void aHallWhosePhonesAreRefusedForSomeMinutesIsNotBannedAndWhoNeverStopsIs() throws Exception {
    Path log = Files.createFile(folder.resolve("hub.log"));
    Path socket = folder.resolve("f2b.sock");
    Process server = start(log, socket);
    try {
      await(() -> client(socket, "status", "votehub").contains("Currently banned"));
      // As many lines as the hub writes at most: 60 a minute.
      List<String> lines = new ArrayList<>();
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      for (int minute = 20; minute >= 1; minute--) {
        for (int i = 0; i < 60; i++) {
          Instant at = now.minusSeconds(minute * 60L - i);
          lines.add(refused(at, "bad-token", "203.0.113.20"));
          if (minute <= 8) {
            lines.add(refused(at, "bad-token", "198.51.100.77"));
          }
        }
      }
      Files.write(log, lines);

      await(() -> client(socket, "status", "votehub").contains("203.0.113.20"));

      assertThat(client(socket, "status", "votehub"))
          .contains("Currently banned:\t1")
          .doesNotContain("198.51.100.77");
    } finally {
      client(socket, "stop");
      server.waitFor(60, TimeUnit.SECONDS);
      server.destroyForcibly();
    }
  }

  private static String refused(Instant at, String reason, String address) {
    String time =
        at.toString().length() == 20 ? at.toString().replace("Z", ".000Z") : at.toString();
    return time
        + " INFO  security event=token outcome=refused reason="
        + reason
        + " room=- address="
        + address;
  }

  /** What a hub writes to whom it refuses, and to whom wants somebody else banned. */
  private String linesOfAHub(String format) throws Exception {
    int port = FreePort.find();
    Map<String, String> settings =
        Map.of(
            "VOTEHUB_LOG_FORMAT", format,
            "VOTEHUB_LOG_ADDRESSES", "plain",
            "VOTEHUB_HTTP_JOIN_TIMEOUT_MS", "1000",
            "VOTEHUB_LIMITS_RATE_CODES", "person 20 in 5m; address 20 in 5m",
            "VOTEHUB_HTTP_TRUSTED_PROXIES", "127.0.0.1",
            "VOTEHUB_PUBLIC_URL", "http://vote.example.org");
    Vertx vertx = Vertx.vertx();
    try (HubProcess hub =
        HubProcess.launch(Files.createDirectory(folder.resolve("hub")), port, settings)) {
      hub.awaitReady();
      String room = madeRoom(port);
      for (String address : List.of(GUESSER, GUESSER_V6)) {
        assertThat(deleteRoom(port, room, address)).isEqualTo(401);
      }
      openFrom(port, FORGED);
      guessCodes(port);
      guessPasscode(port);
      idle(vertx, port);
      VoterClient flooder = connectFrom(FLOODER, vertx, port, room);
      await(
          () -> {
            flood(flooder);
            return outputOf(hub).contains("reason=messages");
          });
      return outputOf(hub);
    } finally {
      RunningHub.await(vertx.close());
    }
  }

  /** The answers to the last one or two are delayed, of which there is a line. */
  private static void guessCodes(int port) throws Exception {
    for (int i = 0; i < 22; i++) {
      send(to(port, "/api/v1/rooms/ZZZZZZ").header("X-Forwarded-For", CODE_GUESSER).GET());
    }
  }

  private static void guessPasscode(int port) throws Exception {
    String made =
        send(to(port, "/api/v1/rooms")
                .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"With a passcode\"}")))
            .body();
    String room = "/api/v1/rooms/" + made.replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
    String token = made.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    HttpRequest.BodyPublisher on = HttpRequest.BodyPublishers.ofString("{\"passcode\":true}");
    int status =
        send(to(port, room + "/admission").header("Authorization", "Bearer " + token).PUT(on))
            .statusCode();
    assertThat(status).isEqualTo(200);
    send(
        to(port, room + "/voters")
            .header("X-Forwarded-For", PASSCODE_GUESSER)
            .POST(HttpRequest.BodyPublishers.ofString("{\"passcode\":\"x\"}")));
  }

  /** Opens a WebSocket and does nothing with it, until the hub closes it. */
  private static void idle(Vertx vertx, int port) {
    VoterClient idler = open(IDLER, vertx, port);
    assertThat(idler.awaitClose()).isEqualTo(4408);
  }

  private static String outputOf(HubProcess hub) {
    try {
      return hub.output();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json");
  }

  private static String madeRoom(int port) throws Exception {
    String made =
        send(to(port, "/api/v1/rooms")
                .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"A room\"}")))
            .body();
    return made.replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
  }

  private static int deleteRoom(int port, String room, String from) throws Exception {
    return send(to(port, "/api/v1/rooms/" + room)
            .header("Authorization", "Bearer guessed")
            .header("X-Forwarded-For", from)
            .DELETE())
        .statusCode();
  }

  /** A request of a page whose origin is the given text. */
  private static void openFrom(int port, String origin) throws Exception {
    send(to(port, "/api/v1/rooms/ABCDEF").header("Origin", origin).GET());
    send(to(port, "/api/v1/rooms/" + "x%22" + origin.replace(" ", "%20")).GET());
  }

  private static VoterClient connectFrom(String address, Vertx vertx, int port, String room) {
    VoterClient voter = open(address, vertx, port);
    voter.join(room);
    return voter;
  }

  private static VoterClient open(String address, Vertx vertx, int port) {
    return VoterClient.connect(
        vertx,
        new WebSocketConnectOptions()
            .setPort(port)
            .setAllowOriginHeader(false)
            .addHeader("X-Forwarded-For", address));
  }

  private static void flood(VoterClient voter) {
    for (int i = 0; i < 400; i++) {
      voter.send(Map.of("type", "ping", "id", "p" + i));
    }
  }

  private static String asDockerWrites(Path log) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(log)) {
      String text = line.replace("\\", "\\\\").replace("\"", "\\\"");
      lines
          .append("{\"log\":\"")
          .append(text)
          .append("\\n\",\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:00.000000000Z\"}\n");
    }
    return lines.toString();
  }

  private static String asTheJournalShows(Path log) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(log)) {
      lines.append("host java[812]: ").append(line).append('\n');
    }
    return lines.toString();
  }

  /** The lines that the filter matches. */
  private static String matched(Path log, String options) throws Exception {
    String said =
        output(
            "fail2ban-regex",
            "--print-all-matched",
            "--print-no-missed",
            log.toString(),
            SHIPPED.resolve("filter.d/votehub.conf") + options);
    assertThat(said).contains("Lines:").doesNotContainIgnoringCase("traceback");
    int from = said.indexOf("|- Matched line(s):");
    return from < 0 ? "" : said.substring(from);
  }

  /** fail2ban with the shipped jails; their log and their action are those of this test. */
  private Process start(Path log, Path socket) throws Exception {
    Path config = folder.resolve("fail2ban");
    output("cp", "-r", "/etc/fail2ban", config.toString());
    output("sh", "-c", "rm -f " + config + "/jail.d/* " + config + "/jail.local");
    output("sh", "-c", "cp " + SHIPPED + "/filter.d/* " + config + "/filter.d/");
    String jails =
        Files.readString(SHIPPED.resolve("jail.d/votehub.conf"))
            .replaceAll("(?m)^backend .*$", "backend = polling\nlogpath = " + log)
            .replaceAll("(?m)^port .*$", "action =");
    Files.writeString(config.resolve("jail.d/votehub.conf"), jails);
    Files.writeString(config.resolve("fail2ban.local"), "[Definition]\ndbfile = None\n");
    return new ProcessBuilder(
            "fail2ban-server",
            "-f",
            "-c",
            config.toString(),
            "-s",
            socket.toString(),
            "-p",
            folder.resolve("f2b.pid").toString(),
            "--logtarget",
            folder.resolve("f2b.log").toString(),
            "start")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("f2b.out").toFile())
        .start();
  }

  private static String client(Path socket, String... words) {
    List<String> command = new ArrayList<>(List.of("fail2ban-client", "-s", socket.toString()));
    command.addAll(List.of(words));
    try {
      return output(command.toArray(String[]::new));
    } catch (IOException | InterruptedException fault) {
      throw new AssertionError(fault);
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
