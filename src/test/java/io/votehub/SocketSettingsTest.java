package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of connections. */
@Tag("slow")
class SocketSettingsTest {
  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningHub hub;

  private void start(String setting, String value) {
    hub = new RunningHub(folder, Map.of(setting, value));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aConnectionThatDoesNotJoinWithinTheConfiguredTimeIsClosed() {
    start("VOTEHUB_HTTP_JOIN_TIMEOUT_MS", "1000");
    // The best of some, since a busy machine may delay one; the default is ten seconds.
    long bestMs = Long.MAX_VALUE;
    for (int i = 0; i < 5 && bestMs > 8_000; i++) {
      long before = System.nanoTime();
      assertThat(hub.connect().awaitClose()).isEqualTo(4408);
      bestMs = Math.min(bestMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
    }

    assertThat(bestMs).isBetween(900L, 8_000L);
  }

  @Test
  void aConnectionIdleForTheConfiguredTimeIsPinged() {
    start("VOTEHUB_HTTP_PING_INTERVAL_MS", "1000");
    CompletableFuture<Void> pinged = new CompletableFuture<>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + hub.port() + "/ws"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
                    pinged.complete(null);
                    return WebSocket.Listener.super.onPing(socket, message);
                  }
                })
            .join();
    socket.sendText(Json.write(Map.of("type", "join", "room", hub.room().code())), true).join();

    // The default is 25 seconds.
    assertThat(pinged.orTimeout(20, TimeUnit.SECONDS)).succeedsWithin(20, TimeUnit.SECONDS);
    socket.abort();
  }

  @Test
  void headersLongerThanTheConfiguredLimitAreRefused() throws IOException, InterruptedException {
    start("VOTEHUB_HTTP_MAX_HEADER_BYTES", "1024");
    assertThat(statusWithHeaderOf(500)).isEqualTo(200);
    assertThat(statusWithHeaderOf(1500)).isEqualTo(431);
  }

  private int statusWithHeaderOf(int bytes) throws IOException, InterruptedException {
    URI version = URI.create("http://127.0.0.1:" + hub.port() + "/version");
    HttpRequest request =
        HttpRequest.newBuilder(version).header("X-Long", "x".repeat(bytes)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
