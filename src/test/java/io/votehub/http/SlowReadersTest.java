package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that request much and read slowly. */
class SlowReadersTest {
  private static final int READERS = 40;

  private final HttpKit hub = new HttpKit();
  private final List<Socket> sockets = new ArrayList<>();
  private HttpKit.Made room;
  private long length;

  @BeforeEach
  void aRoomWithMuchInIt() {
    room = hub.room();
    String question = "q".repeat(500);
    Map<String, Object> poll =
        Map.of(
            "question",
            question,
            "method",
            "single",
            "options",
            Collections.nCopies(17, "o".repeat(200)));
    String file = Json.write(Map.of("version", 1, "polls", Collections.nCopies(100, poll)));
    assertThat(hub.post(room.path() + "/import").as(room.token()).send(file).status())
        .isEqualTo(201);
    length = hub.get(room.path()).as(room.token()).send().text().length();
    assertThat(length).isGreaterThan(350_000);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    hub.close();
  }

  @Test
  void slowReadersUseABoundedShareOfMemoryAndOthersAreAnswered() throws IOException {
    for (int i = 0; i < READERS; i++) {
      askAndDoNotRead(room.path() + "/export");
    }

    await(() -> hub.answers.used() + length > hub.answers.limit());
    assertThat(hub.answers.used()).isLessThanOrEqualTo(hub.answers.limit());
    Got refused = hub.get(room.path()).as(room.token()).send();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.at("code")).isEqualTo("busy");
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(hub.get(room.path()).send().status()).isEqualTo(200);

    for (Socket socket : sockets) {
      socket.close();
    }
    await(() -> hub.answers.used() == 0);
    assertThat(hub.get(room.path()).as(room.token()).send().status()).isEqualTo(200);
  }

  @Test
  void aSlowReaderGetsTheWholeAnswer() throws IOException {
    Socket socket = askAndDoNotRead(room.path() + "/export");
    await(() -> hub.answers.used() > 0);

    byte[] all = socket.getInputStream().readAllBytes();

    assertThat(new String(all, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200").endsWith("]}");
    await(() -> hub.answers.used() == 0);
  }

  private Socket askAndDoNotRead(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress("localhost", hub.port));
    sockets.add(socket);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + room.token()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
