package io.votehub.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.transport.Transport;
import io.votehub.RunningHub;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.HubKey;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.limit.LimitKit;
import io.votehub.limit.Sender;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.trace.VoteFollower;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** WebSockets of one event loop, set up as in the hub, each with a receiver at its other end. */
final class SocketKit implements AutoCloseable {
  private static final long WAIT_MS = 60_000;

  private final Vertx vertx;
  private final BlockingQueue<TextSocket> accepted = new LinkedBlockingQueue<>();
  private final List<Pair> opened = new ArrayList<>();
  private final HttpServer server;
  private final Context context;

  /**
   * The hub's end, which belongs to the event loop, and the client's, which belongs to the test.
   */
  record Pair(TextSocket server, RawReceiver client) {
    Channel channel() {
      return server.channel();
    }

    void ping(String word) {
      channel().writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer(word, UTF_8)));
    }

    private void close() throws IOException {
      client.close();
    }
  }

  /** Ignores everything the client sends. */
  static class Deaf implements ClientSocket.Listener {
    @Override
    public void text(String message) {}

    @Override
    public void binary() {}

    @Override
    public void pong() {}

    @Override
    public void failed(Throwable fault) {}

    @Override
    public void closed(int status) {}
  }

  SocketKit(Transport transport) {
    vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1))
            .withTransport(transport)
            .build();
    context = vertx.getOrCreateContext();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setHttp2ClearTextEnabled(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(SessionLimits.MAX_MESSAGE_BYTES)
            .setSendBufferSize(16 * 1024)
            .setIdleTimeout(90)
            .setTcpNoDelay(true)
            .setStrictThreadMode(true);
    server =
        onLoop(() -> vertx.createHttpServer(options).webSocketHandler(this::accept))
            .requestHandler(request -> request.response().setStatusCode(404).end());
    Future<HttpServer> listening = onLoop(server::listen);
    RunningHub.await(listening);
  }

  private void accept(ServerWebSocket socket) {
    socket.setWriteQueueMaxSize(16 * 1024);
    TextSocket own = WebSocketTakeover.takeOver(socket, (ContextInternal) context);
    own.setListener(new Deaf());
    accepted.add(own);
  }

  Pair open() throws IOException, InterruptedException {
    RawReceiver client = new RawReceiver(server.actualPort());
    TextSocket socket = accepted.poll(WAIT_MS, TimeUnit.MILLISECONDS);
    assertThat(socket).as("the hub's end").isNotNull();
    Pair pair = new Pair(socket, client);
    opened.add(pair);
    return pair;
  }

  List<Pair> open(int count) throws IOException, InterruptedException {
    List<Pair> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(open());
    }
    return some;
  }

  Vertx vertx() {
    return vertx;
  }

  /** The shared parts of sessions here; accessed on the event loop. */
  LoopContext loop(SessionMeters meters) {
    SessionLimits limits =
        new SessionLimits(
            1000, 10, 10, true, 10_000, List.of(), Optional.empty(), SessionTimes.DEFAULT);
    SessionParts with =
        new SessionParts(
            null,
            new VotingMethods(List.of()),
            null,
            () -> "v",
            () -> new ReceiptSigner(HubKey.of("0123456789abcdef0123456789abcdef")),
            InstantSource.system(),
            limits,
            meters,
            1,
            MemoryBudget.of(1 << 24),
            LimitKit.off(),
            LimitKit.newVoters(vertx, LimitKit.off()),
            true,
            new SecurityLog(HubKey.of("0123456789abcdef0123456789abcdef")),
            VoteFollower.OFF);
    return new LoopContext(vertx, with);
  }

  static Session session(LoopContext loop, Pair pair) {
    Session session =
        new Session(loop, "s", new Sender(AddressPrefix.NONE, false, "c"), pair.server());
    session.start();
    return session;
  }

  Context context() {
    return context;
  }

  /** Runs something in one turn of the event loop. */
  <T> T onLoop(Callable<T> task) {
    return RunningHub.await(
        Future.future(
            promise ->
                context.runOnContext(
                    turn -> {
                      try {
                        promise.complete(task.call());
                      } catch (Exception | AssertionError fault) {
                        promise.fail(fault);
                      }
                    })));
  }

  /** Waits until the condition, evaluated on the event loop, holds. */
  void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS);
    while (!onLoop(condition::getAsBoolean)) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      RunningHub.await(vertx.timer(5));
    }
  }

  @Override
  public void close() throws IOException {
    for (Pair pair : opened) {
      pair.close();
    }
    RunningHub.await(vertx.close());
  }
}
