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
 * Health, version and metrics on a port of their own, which a firewall can keep to those who watch.
 * Deploy one, before everything that it reports on, so that a start can be watched too.
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
   * @param port 0 for any free one
   */
  public ManagementServer(String host, int port, OpsRoutes routes, Front front) {
    this.host = host;
    this.port = port;
    this.routes = routes;
    this.front = front;
  }

  /**
   * How it meets those who ask.
   *
   * @param budget how many connections it holds
   * @param headers puts the headers that every answer has
   * @param unreadable answers a request whose head could not be read
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
   * Vert.x may accept a connection before it has its own meters, and would then drop its requests
   * in silence; such a one is closed.
   */
  private void connected(HttpConnection connection) {
    if (listening) {
      connections.accepted(connection);
    } else {
      connection.close();
    }
  }

  /** The port that is listened on; known once started. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    connections.stop();
    return server.close();
  }
}
