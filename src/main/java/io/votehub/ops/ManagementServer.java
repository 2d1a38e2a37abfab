package io.votehub.ops;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.votehub.session.ConnectionBudget;
import io.votehub.session.HttpConnections;
import java.util.function.Consumer;

/**
 * Serves health, version and metrics on a separate port, which a firewall can restrict. Deploy it
 * before everything that it reports on, so that the start can be monitored, too.
 */
public final class ManagementServer extends VerticleBase {
  private static final int IDLE_SECONDS = 60;

  private final String host;
  private final int port;
  private final OpsRoutes routes;
  private final Front front;
  private HttpConnections connections;
  private HttpServer server;
  private boolean listening;

  /**
   * @param port 0 for any free port
   */
  public ManagementServer(String host, int port, OpsRoutes routes, Front front) {
    this.host = host;
    this.port = port;
    this.routes = routes;
    this.front = front;
  }

  /**
   * How connections and malformed requests are handled.
   *
   * @param budget bounds the number of connections
   * @param headers sets the headers of every response
   * @param unreadable responds to a request whose head is malformed
   */
  public record Front(
      ConnectionBudget budget,
      Consumer<HttpServerResponse> headers,
      Handler<HttpServerRequest> unreadable) {}

  @Override
  public Future<?> start() {
    connections = new HttpConnections(vertx, front.budget());
    connections.start();
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              front.headers().accept(context.response());
              context.next();
            });
    routes.mountForOperators(router);
    routes.mount(router);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setWriteIdleTimeout(IDLE_SECONDS)
            .setHttp2ClearTextEnabled(false);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::connected)
            .invalidRequestHandler(
                request -> {
                  if (connections.received(request)) {
                    front.unreadable().handle(request);
                  }
                })
            .requestHandler(
                request -> {
                  if (connections.received(request)) {
                    router.handle(request);
                  }
                });
    return server.listen().onSuccess(up -> listening = true);
  }

  /**
   * Vert.x may accept a connection before its own metrics are ready, and would then drop its
   * requests silently, so such a connection is closed.
   */
  private void connected(HttpConnection connection) {
    if (listening) {
      connections.accepted(connection);
    } else {
      connection.close();
    }
  }

  /** The bound port; available once started. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    connections.stop();
    return server.close();
  }
}
