package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.memory.MemoryBudget;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The memory that clients can occupy is bounded in bytes and released. */
class MemoryOfClientsTest {
  private HttpKit hub;
  private Made room;

  @BeforeEach
  void start() {
    hub = new HttpKit(HttpSettings.DEFAULT, MemoryBudget.of(1 << 23));
    room = hub.room();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      HttpKit.await(hub.vertx.timer(20));
    }
  }

  @Test
  void withoutFreeMemoryLargeBodiesAreAnsweredBusyAndSmallOnesAreTaken() {
    long free = hub.memory.bodies().limit();
    hub.memory.bodies().take(free);

    Got large = hub.post("/api/v1/rooms").send(Map.of("title", "x".repeat(100_000)));
    Got small = hub.post("/api/v1/rooms").send(Map.of("title", "A room"));

    assertThat(large.status()).isEqualTo(503);
    assertThat(large.at("code")).isEqualTo("busy");
    assertThat(small.status()).isEqualTo(201);
    await(() -> hub.memory.bodies().used() == free);
  }

  @Test
  void aBodyIsReleasedAfterTheAnswerThoughTheConnectionStaysOpen() throws IOException {
    List<Socket> open = new ArrayList<>();
    long before = heldBytes();

    for (int i = 0; i < 60; i++) {
      // A complete request with an answer, and one that is refused before its end.
      open.add(answered(300_000, 300_000));
      open.add(answered(1_000_000, 900_000));
    }

    assertThat(heldBytes() - before).isLessThan(10_000_000);
    assertThat(hub.memory.bodies().used()).isZero();
    for (Socket each : open) {
      each.close();
    }
  }

  private static long heldBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** A connection on which a part of a body was sent and answered. */
  private Socket answered(int length, int sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port);
    socket.setSoTimeout(60_000);
    String head =
        "POST /api/v1/rooms HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + length
            + "\r\n\r\n";
    byte[] body = new byte[sent];
    Arrays.fill(body, (byte) ' ');
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    assertThat(new String(socket.getInputStream().readNBytes(10), StandardCharsets.US_ASCII))
        .isIn("HTTP/1.1 4", "HTTP/1.1 5");
    return socket;
  }

  @Test
  void aJoinIsRefusedWhileSlowReceiversUseAllMemory() {
    long all = hub.memory.sending().limit() + 1;
    hub.memory.sending().take(all);
    VoterClient voter = VoterClient.connect(hub.vertx, hub.port);
    voter.send(Map.of("type", "join", "room", room.code()));
    assertThat(voter.await("error")).containsEntry("code", "busy").containsEntry("retry", true);

    hub.memory.sending().give(all);

    assertThat(voter.join(room.code())).containsKey("token");
    voter.close();
  }
}
