package io.votehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The load generator against a server that acknowledges whatever it gets. */
@Tag("slow")
class LoadGeneratorTest {
  private static final int WINDOW = 50;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger rev = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private int port;

  @BeforeEach
  void listen() throws Exception {
    port =
        vertx
            .createHttpServer()
            .webSocketHandshakeHandler(handshake -> handshake.accept())
            .webSocketHandler(this::serve)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void serve(ServerWebSocket socket) {
    socket.frameHandler(frame -> hear(socket, frame));
  }

  private void hear(ServerWebSocket socket, WebSocketFrame frame) {
    if (!frame.isText()) {
      return;
    }
    JsonObject message = new JsonObject(frame.textData());
    if ("join".equals(message.getString("type"))) {
      socket.writeTextMessage("{\"type\":\"joined\"}");
      return;
    }
    ids.add(socket.remoteAddress().port() + "-" + message.getString("id"));
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    int number = rev.incrementAndGet();
    // Acks leave later, so that the window of a voter fills.
    vertx.setTimer(
        1,
        late -> {
          inFlight.decrementAndGet();
          socket.writeTextMessage(
              "{\"type\":\"ack\",\"id\":\"%s\",\"poll\":\"p\",\"rev\":%d}"
                  .formatted(message.getString("id"), number));
          socket.writeTextMessage(
              "{\"type\":\"tally\",\"poll\":\"p\",\"rev\":%d}".formatted(number));
        });
  }

  @Test
  void eachVoterKeepsItsWindowFullAndCountsEveryAck() throws IOException {
    int voters = 4;
    Map<String, Object> figures = measure(new Load(voters + 1, voters, WINDOW, 0, 0, 1));

    assertThat(mostInFlight.get()).isLessThanOrEqualTo(voters * WINDOW).isGreaterThan(WINDOW);
    assertThat(ids).hasSize(rev.get());
    assertThat((Long) figures.get("acksPerSecond")).isPositive();
    assertThat((Long) figures.get("talliesPerSecond")).isPositive();
    assertThat((Double) figures.get("ackP50Ms")).isPositive();
    assertThat((Double) figures.get("tallyP50Ms")).isPositive();
    assertThat(figures).containsEntry("errors", 0L).containsEntry("closed", 0);
    assertThat((Double) figures.get("generatorCpuShare")).isPositive();
  }

  @Test
  void votesComeAtTheRateThatWasAskedFor() throws IOException {
    Map<String, Object> figures = measure(new Load(3, 3, 0, 200, 0, 2));

    // Less on a machine that stands still for a while, more never.
    assertThat((Long) figures.get("votesPerSecond")).isBetween(50L, 210L);
  }

  private Map<String, Object> measure(Load load) throws IOException {
    List<Long> pids = List.of(ProcessHandle.current().pid());
    return LoadGenerator.measure(
        load, new Load.Target(List.of(port), "ROOM", "p", pids, List.of()));
  }
}
