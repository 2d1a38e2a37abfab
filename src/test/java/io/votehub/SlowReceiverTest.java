package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that does not read affects only itself, and gets the newest tally when it resumes. */
@Tag("slow")
class SlowReceiverTest {
  private static final int VOTES = 1500;
  private static final Map<String, String> FAST =
      Map.of("VOTEHUB_TALLY_INTERVAL_MS", "1", "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
  private static final Pattern REV = Pattern.compile("\"type\":\"tally\"[^{]*?\"rev\":(\\d+)");

  @TempDir Path data;

  @Test
  void aStalledReceiverUsesLittleMemoryAndResumesWithTheNewestTally() throws IOException {
    try (RunningHub hub = new RunningHub(data, FAST)) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      try (Socket stalled = stall(hub.port(), room.code())) {
        VoterClient voter = hub.join(room);
        for (int i = 0; i < VOTES; i++) {
          assertThat(voter.vote(poll, i % 2 == 0 ? "a" : "b")).containsEntry("type", "ack");
        }
        hub.step(room, poll, "close", Map.of());
        long last = (Long) voter.awaitFinalTally().get("rev");

        Received received = readUntil(stalled, last);

        assertThat(received.lastRev).isEqualTo(last);
        assertThat(received.tallies).as("tallies that were kept for it").isLessThan(VOTES / 2);
      }
    }
  }

  @Test
  void aReceiverThatStaysTooSlowIsDisconnected() throws IOException {
    try (RunningHub hub =
        new RunningHub(
            data,
            Map.of(
                "VOTEHUB_TALLY_INTERVAL_MS",
                "1",
                "VOTEHUB_LIMITS_VOTES_PER_SECOND",
                "0",
                "VOTEHUB_LIMITS_SLOW_RECEIVER_MS",
                "200"))) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      try (Socket stalled = stall(hub.port(), room.code())) {
        VoterClient voter = hub.join(room);
        for (int i = 0; i < VOTES; i++) {
          voter.vote(poll, i % 2 == 0 ? "a" : "b");
        }

        long until = System.nanoTime() + 60_000_000_000L;
        while (!hub.get("/api/v1/rooms/" + room.code(), null).get("present").equals(1)) {
          assertThat(System.nanoTime()).as("shown out in time").isLessThan(until);
          RunningHub.await(hub.clients().timer(20));
        }
        assertThat(stalled.isConnected()).isTrue();
      }
    }
  }

  @Test
  void ofManySlowReceiversTheSlowestAreDisconnectedFirst() throws IOException {
    Map<String, String> small =
        Map.of("VOTEHUB_LIMITS_MEMORY_MB", "8", "VOTEHUB_LIMITS_SLOW_RECEIVER_MS", "60000");
    List<Socket> stalled = new ArrayList<>();
    try (RunningHub hub = new RunningHub(data, small)) {
      RunningHub.Room room = hub.room();
      String poll = longPoll(hub, room);
      VoterClient voter = hub.join(room);
      for (int i = 0; i < 4; i++) {
        stalled.add(stall(hub.port(), room.code()));
      }
      // To each some 750 KB, of which none alone is too much, and all together are.
      for (int i = 0; i < 18; i++) {
        hub.step(room, poll, "hide", Map.of());
        hub.step(room, poll, "reveal", Map.of());
        voter.vote(poll, "o" + i % 2);
      }

      awaitPresent(hub, room, 3);
      assertThat(voter.vote(poll, "o7")).containsEntry("type", "ack");
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  /** A poll whose message has some 21 KB. */
  private static String longPoll(RunningHub hub, RunningHub.Room room) {
    List<Map<String, String>> options = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      options.add(Map.of("id", "o" + i, "label", i + " " + "x".repeat(180)));
    }
    Map<String, Object> poll = Map.of("question", "Which?", "method", "single", "options", options);
    String path = "/api/v1/rooms/" + room.code() + "/polls";
    String id = (String) hub.post(path, room.token(), poll).get("id");
    hub.step(room, id, "open", Map.of());
    return id;
  }

  private static void awaitPresent(RunningHub hub, RunningHub.Room room, int most) {
    long until = System.nanoTime() + 60_000_000_000L;
    while ((int) hub.get("/api/v1/rooms/" + room.code(), null).get("present") > most) {
      assertThat(System.nanoTime()).as("shown out in time").isLessThan(until);
      RunningHub.await(hub.clients().timer(20));
    }
  }

  private record Received(int tallies, long lastRev) {}

  /**
   * Joins by hand with the smallest receive buffer there is, and reads nothing after the answer to
   * the join.
   */
  private static Socket stall(int port, String room) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(60_000);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET /ws HTTP/1.1\r\nHost: localhost:"
                + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    readUntil(socket.getInputStream(), "\r\n\r\n");
    byte[] join =
        ("{\"type\":\"join\",\"room\":\"" + room + "\"}").getBytes(StandardCharsets.US_ASCII);
    // A masked text frame (RFC 6455, 5.2) whose mask is zero, so that the payload stands as it is.
    out.write(new byte[] {(byte) 0x81, (byte) (0x80 | join.length), 0, 0, 0, 0});
    out.write(join);
    out.flush();
    readUntil(socket.getInputStream(), "\"joined\"");
    return socket;
  }

  private static void readUntil(InputStream in, String wanted) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(wanted) < 0) {
      int next = in.read();
      assertThat(next).as("the connection stays open").isNotNegative();
      text.append((char) next);
    }
  }

  private static Received readUntil(Socket socket, long rev) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    int tallies = 0;
    long lastRev = 0;
    while (lastRev < rev) {
      int length = socket.getInputStream().read(buffer);
      assertThat(length).as("the connection stays open").isNotNegative();
      text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      Matcher found = REV.matcher(text);
      int end = 0;
      while (found.find() && found.end() < text.length()) {
        long next = Long.parseLong(found.group(1));
        assertThat(next).as("revisions never fall").isGreaterThanOrEqualTo(lastRev);
        lastRev = next;
        tallies++;
        end = found.end();
      }
      text.delete(0, end);
    }
    return new Received(tallies, lastRev);
  }
}
