package io.votehub.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/**
 * Health, version and metrics on a port of their own, which a firewall can keep to those who watch.
 * Deploy one, before everything that it reports on, so that a start can be watched too.
 */
public final class ManagementServer extends VerticleBase {
  private static final int IDLE_SECONDS = 60;

  private final String host;
  private final int port;
  private final OpsRoutes routes;
  private HttpServer server;
  private boolean listening;

  /**
   * @param port 0 for any free one
   */
  public ManagementServer(String host, int port, OpsRoutes routes) {
    this.host = host;
    this.port = port;
    this.routes = routes;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    routes.mount(router);
    HttpServerOptions options =
        new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(IDLE_SECONDS);
    server =
        vertx.createHttpServer(options).connectionHandler(this::connected).requestHandler(router);
    return server.listen().onSuccess(up -> listening = true);
  }

  /**
   * Vert.x may accept a connection before it has its own meters, and would then drop its requests
   * in silence; such a one is closed.
   */
  private void connected(HttpConnection connection) {
    if (!listening) {
      connection.close();
    }
  }

  /** The port that is listened on; known once started. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server.close();
  }
}
