package io.votehub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.votehub.config.Config;
import io.votehub.session.VoterClient;
import io.votehub.tls.CertificateFiles;
import io.votehub.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that serves TLS itself, to clients that check its certificate. */
@Tag("slow")
class HubTlsTest {
  private static final int VOTES = 400;

  @TempDir Path data;
  @TempDir Path folder;
  private final TestAuthority authority = new TestAuthority();
  private final X509Bundle first = authority.issue(Instant.now().plus(Duration.ofDays(30)));
  private final X509Bundle renewed = authority.issue(Instant.now().plus(Duration.ofDays(90)));
  private CertificateFiles files;
  private RunningHub hub;

  @BeforeEach
  void issue() {
    files = TestAuthority.write(first, folder);
  }

  @AfterEach
  void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  @ParameterizedTest(name = "over {0}")
  @ValueSource(strings = {"epoll", "nio"})
  void votesOverTlsAreAcknowledgedAndEveryScreenSeesTheResult(String transport) {
    start(Map.of("VOTEHUB_HTTP_TRANSPORT", transport));
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    List<VoterClient> voters = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      voters.add(hub.join(room));
    }

    for (VoterClient voter : voters) {
      assertThat(voter.vote(poll, "a")).containsEntry("type", "ack");
    }
    hub.step(room, poll, "close", Map.of());

    for (VoterClient voter : voters) {
      assertThat(voter.awaitFinalTally()).containsEntry("ballots", 20);
    }
  }

  @Test
  void linksBeginWithHttpsAndOwnPagesMayOpenSockets() {
    start(Map.of());

    Map<String, Object> room = hub.post("/api/v1/rooms", null, Map.of("title", "A room"));

    assertThat((String) room.get("joinUrl")).startsWith("https://127.0.0.1:" + hub.port() + "/");
    assertThat(hub.call("GET", "/", null, null).headers().map())
        .as("without a public.url nobody has said that the whole host is https")
        .doesNotContainKey("strict-transport-security");
  }

  @Test
  void withAPublicAddressBrowsersAreToldToStayWithHttps() {
    start(Map.of("VOTEHUB_PUBLIC_URL", "https://vote.example.org"));

    HttpResponse<String> page = hub.call("GET", "/", null, null);

    assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
  }

  @ParameterizedTest(name = "over {0}")
  @ValueSource(strings = {"epoll", "nio"})
  void aChangeOfTheCertificateDropsNoConnectionAndNoVote(String transport) {
    start(Map.of("VOTEHUB_HTTP_TRANSPORT", transport, "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0"));
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient before = hub.join(room);
    assertThat(served()).isEqualTo(first.getCertificate());

    TestAuthority.write(renewed, folder);
    int votes = 0;
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!served().equals(renewed.getCertificate())) {
      assertThat(System.nanoTime()).as("replaced in time").isLessThan(until);
      assertThat(before.vote(poll, votes++ % 2 == 0 ? "a" : "b")).containsEntry("type", "ack");
    }

    assertThat(votes).isPositive();
    assertThat(before.vote(poll, "c")).containsEntry("type", "ack");
    VoterClient after = hub.join(room);
    assertThat(after.vote(poll, "c")).containsEntry("type", "ack");
    hub.step(room, poll, "close", Map.of());
    assertThat(before.awaitFinalTally()).containsEntry("ballots", 2);
    assertThat(hub.call("GET", "/metrics", null, null).body())
        .contains("votehub_tls_certificate_files_usable 1.0")
        .contains("votehub_tls_certificate_expiry_timestamp_seconds");
  }

  @ParameterizedTest(name = "over {0}")
  @ValueSource(strings = {"epoll", "nio"})
  void aReceiverThatDoesNotReadIsClosedAndDelaysNobody(String transport) throws IOException {
    start(
        Map.of(
            "VOTEHUB_HTTP_TRANSPORT", transport,
            "VOTEHUB_TALLY_INTERVAL_MS", "1",
            "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0",
            "VOTEHUB_LIMITS_SLOW_RECEIVER_MS", "200"));
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);
    try (Socket stalled = stall(room.code())) {
      long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      for (int votes = 0; votes < VOTES || present(room) > 1; votes++) {
        assertThat(System.nanoTime()).as("disconnected in time").isLessThan(until);
        assertThat(voter.vote(poll, votes % 2 == 0 ? "a" : "b")).containsEntry("type", "ack");
      }
      assertThat(stalled.isConnected()).isTrue();
    }
    hub.step(room, poll, "close", Map.of());
    assertThat(voter.awaitFinalTally()).containsEntry("ballots", 1);
  }

  /** Each would hold a file descriptor until the handshake times out. */
  @ParameterizedTest(name = "over {0}")
  @ValueSource(strings = {"epoll", "nio"})
  void connectionsThatNeverFinishTheirHandshakeAreBoundedAndKeepNobodyOut(String transport)
      throws IOException {
    start(Map.of("VOTEHUB_HTTP_TRANSPORT", transport, "VOTEHUB_LIMITS_HTTP_CONNECTIONS", "64"));
    RunningHub.Room room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient before = hub.join(room);
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 600; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), hub.port()));
        if (i % 100 == 99) {
          assertThat(metric("votehub_http_connections_pending")).isLessThanOrEqualTo(64);
        }
      }
      assertThat(metric("votehub_http_connections_pending_limit")).isEqualTo(64);
      String closed = "votehub_http_connections_closed_total{port=\"main\",reason=\"pending\"}";
      long accepted = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (metric(closed) < 600 - 64) {
        assertThat(System.nanoTime()).as("closed in time").isLessThan(accepted);
      }
      assertThat(before.vote(poll, "a")).containsEntry("type", "ack");

      // New clients are refused only until the silent ones have waited for two seconds.
      long until = System.nanoTime() + Duration.ofSeconds(8).toNanos();
      while (!isServed()) {
        assertThat(System.nanoTime()).as("served before handshakes time out").isLessThan(until);
      }
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }

  private boolean isServed() {
    try (SSLSocket socket = (SSLSocket) authority.sslContext().getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
      socket.startHandshake();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** Asked over a connection that is kept open, as Prometheus does. */
  private double metric(String series) {
    return hub.call("GET", "/metrics", null, null)
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStopTellsClientsToComeBack() {
    start(Map.of());
    VoterClient voter = hub.join(hub.room());

    hub.stopHub();

    assertThat(voter.awaitClose()).isEqualTo(1012);
  }

  @Test
  void plainHttpOnThatPortGetsNoAnswerAndHarmsNobody() throws IOException {
    start(Map.of());
    VoterClient voter = hub.join(hub.room());

    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      plain.setSoTimeout(60_000);
      plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertThat(new String(plain.getInputStream().readAllBytes(), US_ASCII))
          .doesNotContain("HTTP/1.1 200");
    }

    voter.send(Map.of("type", "ping", "id", "still here"));
    assertThat(voter.await("pong")).containsEntry("id", "still here");
  }

  @Test
  void aStartWithoutAUsableCertificateSaysWhichFileIsWrong() throws Exception {
    Files.writeString(files.key(), "nothing");
    Map<String, String> environment = new HashMap<>(settings());
    environment.put("VOTEHUB_HTTP_PORT", "0");
    environment.put("VOTEHUB_DATA_DIR", data.toString());
    Config config = Config.read(Optional.empty(), environment);

    assertThatThrownBy(() -> RunningHub.await(Instance.start(config)))
        .hasMessageContaining("http.tls: the file " + files.key())
        .hasMessageContaining("contains no private key in PEM format");
  }

  private Map<String, String> settings() {
    return Map.of(
        "VOTEHUB_HTTP_TLS_CERT_FILE", files.certificate().toString(),
        "VOTEHUB_HTTP_TLS_KEY_FILE", files.key().toString());
  }

  private void start(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings());
    all.putAll(more);
    hub = RunningHub.overTls(data, all, authority);
  }

  private int present(RunningHub.Room room) {
    return (int) hub.get("/api/v1/rooms/" + room.code(), null).get("present");
  }

  /** The certificate that a new connection gets. */
  private X509Certificate served() {
    try (SSLSocket socket = (SSLSocket) authority.sslContext().getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  /** Joins by hand with the smallest receive buffer there is, and reads nothing after that. */
  private Socket stall(String room) throws IOException {
    Socket socket = authority.sslContext().getSocketFactory().createSocket();
    socket.setReceiveBufferSize(1024);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
    URI address = URI.create("https://localhost:" + hub.port());
    socket
        .getOutputStream()
        .write(
            ("GET /ws HTTP/1.1\r\nHost: "
                    + address.getAuthority()
                    + "\r\nOrigin: "
                    + address
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(US_ASCII));
    readUntil(socket, "\r\n\r\n");
    byte[] join = ("{\"type\":\"join\",\"room\":\"" + room + "\"}").getBytes(US_ASCII);
    byte[] frame = new byte[6 + join.length];
    // A masked text frame (RFC 6455, 5.2) whose mask is zero, so that the payload stands as it is.
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | join.length);
    System.arraycopy(join, 0, frame, 6, join.length);
    socket.getOutputStream().write(frame);
    readUntil(socket, "\"joined\"");
    return socket;
  }

  private static void readUntil(Socket socket, String wanted) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(wanted) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("the connection stays open").isNotNegative();
      text.append((char) next);
    }
  }
}
