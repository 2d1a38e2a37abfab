package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionsTest {
  private static final int MOST = 5;
  private static final String GET = "GET /now HTTP/1.1\r\nHost: x\r\n";
  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger sockets = new AtomicInteger();
  private final List<HttpServerRequest> waiting = new ArrayList<>();
  private final List<Socket> clients = new ArrayList<>();
  private int port;

  @BeforeEach
  void start() throws TimeoutException {
    ConnectionBudget budget = new ConnectionBudget("main", MOST, 1000, sockets::get, registry);
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                HttpConnections connections =
                    new HttpConnections(vertx, budget, new HttpConnections.Times(3_000, 400, 600));
                connections.start();
                HttpServer server =
                    vertx
                        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                        .connectionHandler(connections::accepted)
                        .requestHandler(
                            request -> {
                              connections.received(request);
                              answer(request);
                            });
                return server
                    .listen(0, "localhost")
                    .onSuccess(up -> listening.complete(up.actualPort()));
              }
            })
        .await(60, TimeUnit.SECONDS);
    port = listening.join();
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/now")) {
      request.response().end("answered");
    } else {
      waiting.add(request);
    }
  }

  @AfterEach
  void stop() throws IOException, TimeoutException {
    for (Socket client : clients) {
      client.close();
    }
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private Socket connect(String sent) throws IOException {
    Socket client = new Socket("localhost", port);
    client.setSoTimeout(60_000);
    clients.add(client);
    client.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static boolean isAnswered(Socket client) throws IOException {
    return new String(client.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)
        .startsWith("HTTP/1.1 200 OK");
  }

  private static void awaitEnd(Socket client) {
    try {
      client.getInputStream().readAllBytes();
    } catch (IOException reset) {
      assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void connectionsWithoutACompleteRequestAreClosed() throws IOException {
    awaitEnd(connect("GET /now HTTP/1.1\r\nHost:"));
    awaitEnd(connect(""));

    assertThat(
            registry.get("votehub.http.connections.closed").tag("reason", "late").counter().count())
        .isEqualTo(2);
  }

  @Test
  void aConnectionThatWasOpenedAheadOfNeedMaySendItsFirstRequestLater() throws IOException {
    Socket ahead = connect("");
    awaitEnd(connect("GET /now HTTP/1.1\r\nHost:"));

    ahead.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(isAnswered(ahead)).isTrue();
  }

  @Test
  void aSlowBodyOfAnAnsweredRequestIsAborted() throws IOException {
    Socket dripping = connect(GET + "Content-Length: 1000\r\n\r\n");
    assertThat(isAnswered(dripping)).isTrue();
    long timer =
        vertx.setPeriodic(
            50,
            tick -> {
              try {
                dripping.getOutputStream().write('x');
              } catch (IOException closed) {
                vertx.cancelTimer(tick);
              }
            });

    awaitEnd(dripping);

    vertx.cancelTimer(timer);
  }

  @Test
  void atTheLimitTheLongestIdleConnectionIsClosed() throws IOException {
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      idle.add(connect(GET + "\r\n"));
      assertThat(isAnswered(idle.get(i))).isTrue();
    }
    Socket busy = idle.remove(0);
    busy.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.US_ASCII));
    busy.getInputStream().readNBytes("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n".length());

    assertThat(isAnswered(connect(GET + "\r\n"))).isTrue();

    awaitEnd(idle.get(0));
    assertThat(registry.get("votehub.http.connections").gauge().value()).isEqualTo(MOST);
  }

  @Test
  void idleConnectionsDoNotBlockNewOnes() throws IOException {
    for (int i = 0; i < 10 * MOST; i++) {
      connect("");
      assertThat(isAnswered(connect(GET + "\r\n"))).isTrue();
    }
    assertThat(registry.get("votehub.http.connections").gauge().value()).isLessThanOrEqualTo(MOST);
  }

  @Test
  void aConnectionWithAPendingAnswerIsNotClosedForANewOne() throws IOException {
    for (int i = 0; i < MOST; i++) {
      connect("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
      // One after the other, so that the first that waits is the first client's.
      int there = i + 1;
      await(() -> waiting.size() == there);
    }

    awaitEnd(connect(GET + "\r\n"));

    vertx.runOnContext(turn -> waiting.get(0).response().end());
    assertThat(isAnswered(clients.get(0))).isTrue();
  }

  @Test
  void webSocketsLeaveFileDescriptorsForRequestsAndTheStore() {
    AtomicInteger open = new AtomicInteger();
    ConnectionBudget few =
        new ConnectionBudget("few", 1000, 200, open::get, new SimpleMeterRegistry());

    open.set(100);
    assertThat(few.allowsWebSocket()).isTrue();
    open.set(120);
    assertThat(few.allowsWebSocket()).isFalse();
    int taken = 0;
    while (few.tryAcquire()) {
      taken++;
    }
    assertThat(taken).isEqualTo(30);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
