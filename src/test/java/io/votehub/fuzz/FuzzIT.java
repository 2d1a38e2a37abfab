package io.votehub.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.RunningHub;
import io.votehub.RunningHub.Room;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends hundreds of almost valid requests and frames; {@code mvn -Pfuzz verify} sends ten thousand
 * of each. The hub may refuse them, but must not fail, must respond quickly, and must count
 * correctly afterwards. The printed seed can be replayed with {@code -Dvotehub.fuzz.seed}.
 */
class FuzzIT {
  /** Far more than the slowest valid request takes on a busy machine. */
  private static final Duration WITHIN = Duration.ofSeconds(3);

  private static final int ROOM_FOR = 250;

  private static final List<Map<String, Object>> POLLS =
      List.of(
          Map.of("question", "?", "method", "single", "options", List.of("A", "B")),
          Map.of("question", "?", "method", "ranked", "options", List.of("A", "B", "C")),
          Map.of("question", "?", "method", "words", "settings", Map.of("max", 3)),
          Map.of("question", "?", "method", "text", "settings", Map.of("maxLength", 300)),
          Map.of("question", "?", "method", "points", "options", List.of(Map.of("label", "A"))));

  private static final List<Map<String, Object>> BALLOTS =
      List.of(
          Map.of("choice", "a"),
          Map.of("ranking", List.of("a", List.of("b", "c"))),
          Map.of("words", List.of("one", "two")),
          Map.of("text", "some words"),
          Map.of("points", Map.of("a", 5)));

  private final long seed = Long.getLong("votehub.fuzz.seed", System.nanoTime());
  private final int count = Integer.getInteger("votehub.fuzz.count", 300);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final Mutations odd = new Mutations(random);
  private RunningHub hub;
  private Room room;
  private String poll;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    System.out.println("Fuzzing with -Dvotehub.fuzz.seed=" + seed);
    hub =
        new RunningHub(
            folder,
            Map.of(
                "VOTEHUB_LIMITS_ENABLED", "false",
                "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0",
                "VOTEHUB_LIMITS_MESSAGES_PER_SECOND", "1000000"));
    newRoom();
  }

  private void newRoom() {
    room = hub.room();
    poll = hub.openPoll(room, Map.of());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void noMutatedRequestCausesAnErrorOrADelay() throws IOException {
    for (int i = 0; i < count; i++) {
      if (i % ROOM_FOR == 0) {
        newRoom();
      }
      byte[] request = request();
      long begun = System.nanoTime();
      String answer = send(request);
      assertQuick(begun, i, request);
      assertThat(answer)
          .as("seed %d, request %d: %s", seed, i, shown(request))
          .doesNotContainPattern("^HTTP/1.[01] 50[0-24-9]")
          .doesNotContain("urn:votehub:problem:unavailable");
    }
    assertCounts();
  }

  @Test
  void noMutatedFrameCausesAnErrorOrADelay() throws IOException {
    Frames frames = null;
    try {
      for (int i = 0; i < count; i++) {
        if (i % ROOM_FOR == 0) {
          newRoom();
        }
        if (frames == null || frames.ended()) {
          frames = Frames.open(hub.port());
          frames.text(Json.write(Map.of("type", "join", "room", room.code())));
        }
        byte[] message = message();
        long begun = System.nanoTime();
        frames.send(random, odd, message);
        frames.awaitPongOrEnd(i);
        assertQuick(begun, i, message);
      }
    } finally {
      if (frames != null) {
        frames.close();
      }
    }
    assertCounts();
  }

  private void assertQuick(long begun, int number, byte[] sent) {
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("seed %d, number %d: %s", seed, number, shown(sent))
        .isLessThan(WITHIN);
  }

  private static String shown(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.substring(0, Math.min(500, text.length()));
  }

  /** Afterwards the hub still counts one vote as one. */
  private void assertCounts() {
    newRoom();
    VoterClient voter = hub.join(room);
    voter.vote(poll, "a");
    hub.step(room, poll, "close", Map.of());
    Map<String, Object> result =
        hub.get("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", room.token());
    assertThat(result).containsEntry("ballots", 1).containsEntry("final", true);
  }

  private byte[] request() {
    String polls = "/api/v1/rooms/" + room.code() + "/polls";
    String one = polls + "/" + poll;
    String path =
        odd.any(
            List.of(
                "/",
                "/r/" + room.code(),
                "/metrics",
                "/health",
                "/ws",
                "/api/v1/rooms",
                "/api/v1/rooms/" + room.code(),
                "/api/v1/rooms/" + room.code() + "/voters",
                "/api/v1/rooms/" + room.code() + "/import",
                "/api/v1/rooms/" + room.code() + "/export",
                polls,
                one,
                one + "/ballots",
                one + "/result",
                one + "/" + odd.any(List.of("open", "extend", "close", "reset", "reveal"))));
    if (odd.chance(0.1)) {
      path += odd.any(List.of("/", "//", "/../", "?x=%zz", "%2f", ";a", "/" + "y".repeat(3000)));
    }
    byte[] body = odd.chance(0.3) ? new byte[0] : body();
    StringBuilder head = new StringBuilder();
    head.append(odd.any(List.of("GET", "POST", "POST", "POST", "PATCH", "DELETE", "PUT", "BREW")))
        .append(' ')
        .append(path)
        .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (odd.chance(0.8)) {
      head.append("Content-Type: application/json\r\n");
    }
    if (odd.chance(0.7)) {
      head.append("Authorization: Bearer ").append(odd.chance(0.8) ? room.token() : "a.b.c");
      head.append("\r\n");
    }
    if (odd.chance(0.1)) {
      head.append(odd.any(List.of("Accept: text/csv", "Range: bytes=0-", "Origin: null", "X: \t")));
      head.append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    all.writeBytes(odd.chance(0.1) ? odd.bytes(start) : start);
    all.writeBytes(body);
    return all.toByteArray();
  }

  private byte[] body() {
    Object sound =
        odd.any(
            List.of(
                Map.of("title", "A room"),
                odd.any(POLLS),
                Map.of("ballot", odd.any(BALLOTS), "id", "1"),
                Map.of("seconds", 60),
                Map.of("version", 1, "title", "T", "polls", POLLS)));
    return odd.bytes(Json.write(odd.json(sound)).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] message() {
    Object sound =
        odd.any(
            List.of(
                Map.of("type", "vote", "id", "1", "poll", poll, "ballot", odd.any(BALLOTS)),
                Map.of("type", "vote", "id", "1", "poll", poll, "run", 1, "ballot", Map.of()),
                Map.of("type", "join", "room", room.code(), "token", room.token()),
                Map.of("type", "ping", "id", "2")));
    return odd.bytes(Json.write(odd.json(sound)).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the whole answer; to an incomplete request none is expected. */
  private String send(byte[] request) throws IOException {
    try (Socket socket = new Socket("localhost", hub.port())) {
      socket.setSoTimeout((int) WITHIN.toMillis() * 2);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException cut) {
      return "";
    }
  }
}
