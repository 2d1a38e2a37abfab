package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.votehub.json.Json;
import io.votehub.limit.Sender;
import io.votehub.poll.Code;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The listening server of one event loop: WebSockets become {@link Session}s, everything else goes
 * to the HTTP router. Deploy one for each event loop; all listen on one port, and each connection
 * stays with the loop that accepted it.
 */
public final class SessionServer extends VerticleBase implements EventStreams {
  private static final String PATH = "/ws";
  private static final String SUBPROTOCOL = "votehub.v1";
  private static final int SEND_BUFFER_BYTES = 16 * 1024;
  private static final int WRITE_QUEUE_BYTES = 16 * 1024;
  private static final long FIRST_REQUEST_WITHIN_MS = 10_000;

  private final Sessions sessions;
  private final HttpServerOptions options;
  private final BiFunction<Vertx, EventStreams, Handler<HttpServerRequest>> http;
  private final Origins origins;
  private final Map<SocketAddress, Long> unheard = new HashMap<>();
  private Loop loop;
  private HttpServer server;
  private boolean listening;
  private boolean stopping;
  private long opened;

  /**
   * @param http makes the handler of everything that is no WebSocket, once for each event loop; it
   *     may open event streams there
   */
  public SessionServer(
      Sessions sessions,
      Listening at,
      BiFunction<Vertx, EventStreams, Handler<HttpServerRequest>> http) {
    this.sessions = sessions;
    this.http = http;
    this.options = options(at, sessions.limits().times());
    this.origins = new Origins(sessions.limits().origins(), sessions.limits().publicUrl());
  }

  /**
   * Where a server listens, and what of a request it takes.
   *
   * @param port 0 for any free one
   * @param maxHeaderBytes of all headers of a request together
   */
  public record Listening(String host, int port, int maxHeaderBytes) {}

  private static HttpServerOptions options(Listening at, SessionTimes times) {
    return new HttpServerOptions()
        .setHost(at.host())
        .setPort(at.port())
        .setMaxHeaderSize(at.maxHeaderBytes())
        // Otherwise a connection is unknown here until its first request is whole.
        .setHttp2ClearTextEnabled(false)
        // On by default; it doubles the cost of a send, and a shared frame could not be shared.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(SessionLimits.MAX_MESSAGE_BYTES)
        .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
        // A stalled client would otherwise swallow 4 MB of tallies before it is seen to be behind.
        .setSendBufferSize(SEND_BUFFER_BYTES)
        .setIdleTimeout(Math.toIntExact(times.stuckAfterMs()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setAcceptBacklog(4096)
        .setTcpNoDelay(true)
        // All is done on the loop that accepted a connection; half of its queues are not needed
        // then.
        .setStrictThreadMode(true);
  }

  @Override
  public Future<?> start() {
    loop = new Loop(vertx, sessions);
    loop.start();
    Handler<HttpServerRequest> router = http.apply(vertx, this);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::connected)
            .requestHandler(
                request -> {
                  heardFrom(request.connection().remoteAddress());
                  router.handle(request);
                })
            .webSocketHandshakeHandler(this::handshake)
            .webSocketHandler(this::open);
    return server.listen().onSuccess(up -> listening = true);
  }

  /** The port that is listened on; known once started. */
  public int port() {
    return server.actualPort();
  }

  /** A connection that says nothing, or says it drop by drop, is closed. */
  private void connected(HttpConnection connection) {
    if (!listening) {
      // Vert.x may accept it before it has its own meters, and would then drop its requests in
      // silence. A moment earlier it would have been refused.
      connection.close();
      return;
    }
    SocketAddress peer = connection.remoteAddress();
    long timer =
        vertx.setTimer(
            FIRST_REQUEST_WITHIN_MS,
            late -> {
              unheard.remove(peer);
              connection.close();
            });
    unheard.put(peer, timer);
    connection.closeHandler(closed -> heardFrom(peer));
  }

  private void heardFrom(SocketAddress peer) {
    Long timer = unheard.remove(peer);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void handshake(ServerWebSocketHandshake handshake) {
    heardFrom(handshake.remoteAddress());
    if (!PATH.equals(handshake.path())) {
      handshake.reject(404);
    } else if (!origins.allows(
        handshake.headers().get("Origin"), handshake.headers().get("Host"))) {
      handshake.reject(403);
    } else if (stopping || sessions.meters().connections() >= sessions.limits().connections()) {
      handshake.reject(503);
    } else {
      handshake.accept();
    }
  }

  private void open(ServerWebSocket socket) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    Sender sender = sender(socket);
    TextSocket own = TextSocket.takeOver(socket, (ContextInternal) context);
    begin(new Session(loop, nextId(), sender, own));
  }

  @Override
  public void open(
      HttpServerRequest request,
      String room,
      Optional<String> token,
      boolean watch,
      Sender sender) {
    if (stopping) {
      throw Refusal.of(Code.UNAVAILABLE);
    }
    if (sessions.meters().connections() >= sessions.limits().connections()) {
      throw Refusal.of(Code.BUSY);
    }
    EventStream stream =
        new EventStream(
            vertx,
            request.response(),
            () -> Json.write(Messages.pong(null, sessions.clock().millis())));
    Session session = new Session(loop, nextId(), sender, stream, stream);
    begin(session);
    session.join(new ClientMessage.Join(room, token, watch));
  }

  private String nextId() {
    return Integer.toHexString(System.identityHashCode(this)) + "-" + opened++;
  }

  private void begin(Session session) {
    sessions.meters().opened();
    loop.opened(session);
    session.start();
  }

  private Sender sender(ServerWebSocket socket) {
    SocketAddress peer = socket.remoteAddress();
    List<String> forwardedFor = socket.headers().getAll("X-Forwarded-For");
    return sessions
        .requests()
        .senders()
        .of(peer == null ? null : peer.hostAddress(), String.valueOf(peer), forwardedFor);
  }

  /**
   * Takes no more connections, and tells every client when to come back, once its votes on their
   * way are answered.
   */
  @Override
  public Future<?> stop() {
    stopping = true;
    Farewell farewell = new Farewell(vertx, sessions.alone());
    return farewell
        .say(loop.open())
        // Who was just being let in when this began.
        .compose(said -> farewell.say(loop.open()))
        .compose(said -> server.shutdown(1, TimeUnit.SECONDS))
        .onComplete(done -> loop.stop());
  }
}
