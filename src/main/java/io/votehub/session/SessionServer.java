package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.json.Json;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import java.util.List;
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

  private final SessionParts sessions;
  private final HttpServerOptions options;
  private final Front front;
  private final ConnectionBudget budget;
  private final WebSocketHandshakes handshakes;
  private LoopContext loop;
  private HttpConnections connections;
  private HttpServer server;
  private boolean listening;
  private boolean stopping;
  private long opened;

  /**
   * @param budget how many connections the instance holds, the same for all event loops
   */
  public SessionServer(SessionParts sessions, Listening at, Front front, ConnectionBudget budget) {
    this.sessions = sessions;
    this.front = front;
    this.budget = budget;
    this.options = options(at, sessions.limits().times());
    this.handshakes =
        new WebSocketHandshakes(
            new Origins(sessions.limits().origins(), sessions.limits().publicUrl()), this::hasRoom);
  }

  /**
   * Answers a request that goes no further with a status and a problem, and ends its connection.
   */
  public interface Refuser {
    void refuse(HttpServerRequest request, int status, Refusal refusal);
  }

  /**
   * What takes the requests that are no WebSockets.
   *
   * @param router makes the handler of sound requests, once for each event loop; it may open event
   *     streams there
   * @param unreadable answers those whose head could not be read
   * @param refuser answers those that are refused before they come to the router
   */
  public record Front(
      BiFunction<Vertx, EventStreams, Handler<HttpServerRequest>> router,
      Handler<HttpServerRequest> unreadable,
      Refuser refuser) {}

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
        // What is sent must be taken, too, whatever the other side goes on to send.
        .setWriteIdleTimeout(Math.toIntExact(times.stuckAfterMs()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setAcceptBacklog(4096)
        .setTcpNoDelay(true)
        // All is done on the loop that accepted a connection; half of its queues are not needed
        // then.
        .setStrictThreadMode(true);
  }

  @Override
  public Future<?> start() {
    loop = new LoopContext(vertx, sessions);
    loop.start();
    connections = new HttpConnections(vertx, budget);
    connections.start();
    Handler<HttpServerRequest> router = front.router().apply(vertx, this);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::connected)
            .invalidRequestHandler(
                request -> {
                  if (connections.heard(request)) {
                    front.unreadable().handle(request);
                  }
                })
            .requestHandler(request -> arrived(request, router));
    return server.listen().onSuccess(up -> listening = true);
  }

  /** The port that is listened on; known once started. */
  public int port() {
    return server.actualPort();
  }

  private void connected(HttpConnection connection) {
    if (listening) {
      connections.opened(connection);
    } else {
      // Vert.x may accept it before it has its own meters, and would then drop its requests in
      // silence. A moment earlier it would have been refused.
      connection.close();
    }
  }

  private void arrived(HttpServerRequest request, Handler<HttpServerRequest> router) {
    if (!connections.heard(request)) {
      return;
    }
    Optional<String> unsound = RequestFraming.fault(request);
    if (unsound.isPresent()) {
      refuse(request, 400, Refusal.of(ErrorCode.BAD_MESSAGE, unsound.get()));
    } else if (PATH.equals(request.path())) {
      handshake(request);
    } else {
      router.handle(request);
    }
  }

  private void refuse(HttpServerRequest request, int status, Refusal refusal) {
    connections.refused(request.connection());
    front.refuser().refuse(request, status, refusal);
  }

  private void handshake(HttpServerRequest request) {
    Optional<WebSocketHandshakes.Rejection> rejection = handshakes.reject(request);
    if (rejection.isPresent()) {
      if (rejection.get().refusal().code() == ErrorCode.FORBIDDEN) {
        sessions.security().refused(Event.ORIGIN, "origin", Optional.empty(), from(request));
      }
      refuse(request, rejection.get().status(), rejection.get().refusal());
      return;
    }
    HttpConnection connection = request.connection();
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              open(socket);
              connections.forget(connection);
            });
  }

  private boolean hasRoom() {
    return !stopping
        && sessions.meters().connections() < sessions.limits().connections()
        && budget.hasRoomForSocket();
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
      throw Refusal.of(ErrorCode.UNAVAILABLE);
    }
    if (!hasRoom()) {
      throw Refusal.of(ErrorCode.BUSY);
    }
    // From here on it counts as a WebSocket does.
    connections.forget(request.connection());
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
    return sender(socket.remoteAddress(), socket.headers());
  }

  private AddressPrefix from(HttpServerRequest request) {
    return sender(request.remoteAddress(), request.headers()).from();
  }

  private Sender sender(SocketAddress peer, MultiMap headers) {
    List<String> forwardedFor = headers.getAll("X-Forwarded-For");
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
    ConnectionDrainer farewell = new ConnectionDrainer(vertx, sessions.alone());
    return farewell
        .say(loop.open())
        // Who was just being let in when this began.
        .compose(said -> farewell.say(loop.open()))
        .compose(said -> server.shutdown(1, TimeUnit.SECONDS))
        .onComplete(
            done -> {
              loop.stop();
              connections.stop();
            });
  }
}
