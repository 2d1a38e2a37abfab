package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineStreamTest {
  private static final int LINES = 400_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger taken = new AtomicInteger();
  private final Promise<Void> outcome = Promise.promise();
  private HttpServer server;

  @BeforeEach
  void serve() {
    Iterator<String> lines =
        IntStream.range(0, LINES)
            .mapToObj(number -> "line " + taken.incrementAndGet() + " ".repeat(40) + "\n")
            .iterator();
    server =
        HttpKit.await(
            vertx
                .createHttpServer(new HttpServerOptions().setSendBufferSize(16 * 1024))
                .requestHandler(
                    request -> {
                      Future<Void> sent =
                          new LineStream<>(
                                  request.response(),
                                  Buffer.buffer("head\n"),
                                  () -> Future.succeededFuture(lines),
                                  Buffer::buffer)
                              .send();
                      sent.onComplete(outcome);
                    })
                .listen(0));
  }

  @AfterEach
  void close() {
    HttpKit.await(vertx.close());
  }

  private Socket ask() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(60_000);
    socket.connect(new java.net.InetSocketAddress("localhost", server.actualPort()));
    socket.getOutputStream().write(REQUEST);
    return socket;
  }

  @Test
  void aSlowReceiverPausesTheSenderAndGetsEverything() throws Exception {
    try (Socket socket = ask()) {
      awaitStandstill();
      assertThat(taken.get()).isPositive().isLessThan(LINES / 4);

      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(all.lines().filter(line -> line.startsWith("line "))).hasSize(LINES);
      assertThat(all).contains("head\n");
    }
    assertThat(HttpKit.await(outcome.future().map("done"))).isEqualTo("done");
  }

  /** Waits until the sender has begun and is blocked. */
  private void awaitStandstill() {
    int before = -1;
    while (taken.get() == 0 || taken.get() != before) {
      before = taken.get();
      HttpKit.await(vertx.timer(100));
    }
  }

  @Test
  void aDisconnectedReceiverEndsTheStream() throws Exception {
    ask().close();

    HttpKit.await(outcome.future().transform(end -> Future.succeededFuture()));
    assertThat(outcome.future().failed()).isTrue();
    assertThat(taken.get()).isLessThan(LINES);
  }
}
