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
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.Ids;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.json.Json;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import io.votehub.trace.RequestId;
import io.votehub.trace.TraceParent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of one event loop: WebSockets become {@link Session}s, all other requests go to the
 * HTTP router. Deploy one per event loop; all listen on one port, and a connection stays on the
 * loop that accepted it.
 */
public final class SessionServer extends VerticleBase implements EventStreams {
  private static final Logger LOG = LoggerFactory.getLogger(SessionServer.class);
  private static final String PATH = "/ws";
  private static final int PREFIX_LENGTH = 8;
  private static final int WRITE_QUEUE_BYTES = 16 * 1024;

  private final SessionParts sessions;
  private final HttpServerOptions options;
  private final Front front;
  private final ConnectionBudget budget;
  private final PendingConnections pending;
  private final WebSocketHandshakes handshakes;
  private final Optional<OwnClients> own;
  private final WebSocketHandshakes ownHandshakes;
  private LoopContext loop;
  private LoopContext ownLoop;
  private HttpConnections connections;
  private HttpServer server;
  private boolean listening;
  private boolean stopping;

  /** Makes the ids of connections differ from those of other loops and instances. */
  private final String prefix = Ids.random().substring(0, PREFIX_LENGTH);

  private long opened;

  /**
   * @param budget the connection limit of the instance, shared by all event loops
   * @param pending the connections that are accepted and not yet this server's
   */
  public SessionServer(
      SessionParts sessions,
      Listening at,
      Front front,
      ConnectionBudget budget,
      PendingConnections pending) {
    this(sessions, at, front, budget, pending, Optional.empty());
  }

  /**
   * @param own the connections that the instance makes to itself; empty where it makes none
   */
  public SessionServer(
      SessionParts sessions,
      Listening at,
      Front front,
      ConnectionBudget budget,
      PendingConnections pending,
      Optional<OwnClients> own) {
    this.sessions = sessions;
    this.own = own;
    this.front = front;
    this.budget = budget;
    this.pending = pending;
    this.options = SessionServerOptions.of(at, sessions.limits().times());
    Origins origins = new Origins(sessions.limits().origins(), sessions.limits().publicUrl());
    this.handshakes = new WebSocketHandshakes(origins, this::hasCapacity);
    this.ownHandshakes = new WebSocketHandshakes(origins, () -> !stopping);
  }

  /** Answers requests that do not reach the router. */
  public interface Rejecter {
    /** Responds with the status and a problem document, and closes the connection. */
    void reject(HttpServerRequest request, int status, Refusal refusal);
  }

  /**
   * Handles the requests other than WebSocket handshakes.
   *
   * @param router creates the handler of valid requests, once per event loop; it may open event
   *     streams there
   * @param unreadable answers requests whose head could not be parsed
   * @param rejecter answers requests that are rejected before they reach the router
   */
  public record Front(
      BiFunction<Vertx, EventStreams, Handler<HttpServerRequest>> router,
      Handler<HttpServerRequest> unreadable,
      Rejecter rejecter) {}

  /**
   * Where a server listens.
   *
   * @param port 0 for any free port
   * @param maxHeaderBytes maximum size of all headers of a request together
   * @param certificate for TLS; empty for plain HTTP
   */
  public record Listening(
      String host, int port, int maxHeaderBytes, Optional<PemKeyCertOptions> certificate) {}

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
            .connectionHandler(this::accepted)
            .invalidRequestHandler(
                request -> {
                  if (connections.received(request)) {
                    front.unreadable().handle(request);
                  }
                })
            .requestHandler(request -> handle(request, router));
    return server.listen().onSuccess(up -> listening = true);
  }

  /** The port on which the server listens; known once started. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Has all servers on this port use another certificate for new connections; open ones stay. Only
   * for servers that listen with TLS.
   */
  public Future<?> useCertificate(PemKeyCertOptions certificate) {
    return server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(certificate));
  }

  private void accepted(HttpConnection connection) {
    if (listening) {
      connections.accepted(connection);
      // After it was counted as open, so that it is counted at every moment.
      pending.served(connection);
    } else {
      // Vert.x may accept a connection before its metrics are set up, and would then silently drop
      // its requests.
      connection.close();
    }
  }

  private void handle(HttpServerRequest request, Handler<HttpServerRequest> router) {
    if (!connections.received(request)) {
      return;
    }
    Optional<String> violation = RequestFraming.violation(request);
    if (violation.isPresent()) {
      reject(request, 400, Refusal.of(ErrorCode.BAD_MESSAGE, violation.get()));
    } else if (PATH.equals(request.path())) {
      handshake(request);
    } else {
      router.handle(request);
    }
  }

  private void reject(HttpServerRequest request, int status, Refusal refusal) {
    connections.closeAfterResponse(request.connection());
    front.rejecter().reject(request, status, refusal);
  }

  private void handshake(HttpServerRequest request) {
    boolean isOwn = own.isPresent() && own.get().sent(request);
    Optional<WebSocketHandshakes.Rejection> rejection =
        (isOwn ? ownHandshakes : handshakes).rejection(request);
    if (rejection.isPresent()) {
      if (rejection.get().refusal().code() == ErrorCode.FORBIDDEN) {
        sessions.security().refused(Event.ORIGIN, "origin", Optional.empty(), prefix(request));
      }
      reject(request, rejection.get().status(), rejection.get().refusal());
      return;
    }
    HttpConnection connection = request.connection();
    String id = RequestId.givenOrNew(request.getHeader(RequestId.HEADER));
    request.response().putHeader(RequestId.HEADER, id);
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              open(socket, id, isOwn ? ownLoop() : loop);
              connections.forget(connection);
            });
  }

  private boolean hasCapacity() {
    return !stopping
        && sessions.meters().connections() < sessions.limits().connections()
        && budget.allowsWebSocket();
  }

  /** Made when it is needed first, since it takes memory. */
  private LoopContext ownLoop() {
    if (ownLoop == null) {
      ownLoop = loop.forOwnClients(own.orElseThrow().sessions());
      ownLoop.start();
    }
    return ownLoop;
  }

  private void open(ServerWebSocket socket, String request, LoopContext on) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    Sender sender = sender(on.requests(), socket.remoteAddress(), socket.headers());
    TextSocket taken = WebSocketTakeover.takeOver(socket, (ContextInternal) context);
    Session session = new Session(on, nextId(), sender, taken);
    if (LOG.isDebugEnabled()) {
      String trace =
          TraceParent.read(socket.headers().get(TraceParent.HEADER))
              .map(TraceParent::traceId)
              .orElse("-");
      LOG.atDebug()
          .addKeyValue("connection", session.id())
          .addKeyValue("request", request)
          .addKeyValue("trace", trace)
          .log("Connection {} is open", session.id());
    }
    begin(session, on);
    on.signedIn(session, socket.headers().get("Cookie"));
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
    if (!hasCapacity()) {
      throw Refusal.of(ErrorCode.BUSY);
    }
    // From here on it counts as a session.
    connections.forget(request.connection());
    EventStream stream =
        new EventStream(
            vertx,
            request.response(),
            () -> Json.write(Messages.pong(null, sessions.clock().millis())));
    Session session = new Session(loop, nextId(), sender, stream, stream);
    begin(session, loop);
    session.join(new ClientMessage.Join(room, token, watch));
  }

  private String nextId() {
    return prefix + "-" + opened++;
  }

  private static void begin(Session session, LoopContext on) {
    on.meters().opened();
    on.opened(session);
    session.start();
  }

  private AddressPrefix prefix(HttpServerRequest request) {
    return sender(sessions.requests(), request.remoteAddress(), request.headers()).from();
  }

  private static Sender sender(RequestLimits limits, SocketAddress peer, MultiMap headers) {
    List<String> forwardedFor = headers.getAll("X-Forwarded-For");
    return limits
        .senders()
        .of(peer == null ? null : peer.hostAddress(), String.valueOf(peer), forwardedFor);
  }

  /**
   * Rejects new connections, and disconnects every client once its votes in flight are answered,
   * telling it when to reconnect.
   */
  @Override
  public Future<?> stop() {
    stopping = true;
    ConnectionDrainer drainer = new ConnectionDrainer(vertx, sessions.alone());
    return drainer
        .drain(open())
        // Handshakes that were in progress have become sessions since.
        .compose(drained -> drainer.drain(open()))
        .compose(drained -> server.shutdown(1, TimeUnit.SECONDS))
        .onComplete(
            done -> {
              loop.stop();
              if (ownLoop != null) {
                ownLoop.stop();
              }
              connections.stop();
            });
  }

  private List<Session> open() {
    return Stream.of(loop, ownLoop)
        .filter(Objects::nonNull)
        .flatMap(each -> each.open().stream())
        .toList();
  }
}
