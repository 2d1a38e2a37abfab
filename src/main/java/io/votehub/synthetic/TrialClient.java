package io.votehub.synthetic;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

/**
 * Connects to the own port, as voters do. The certificate is not checked: its name need not be that
 * of the loopback, and the server is this process.
 */
final class TrialClient {
  private static final int CONNECT_WITHIN_MS = 5_000;

  private final Place place;
  private final WebSocketClient client;

  /**
   * @param connections the greatest number at a time
   */
  TrialClient(Vertx vertx, Place place, int connections) {
    this.place = place;
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(connections)
                .setSsl(isTls())
                .setTrustAll(true)
                .setVerifyHost(false)
                .setConnectTimeout(CONNECT_WITHIN_MS));
  }

  private boolean isTls() {
    return "https".equals(place.hub().getScheme());
  }

  /**
   * Joins a room; fails if that takes too long.
   *
   * @param watch as a screen, else as a new voter
   */
  Future<TrialSocket> join(TrialRoom room, boolean watch, TrialSocket.Listener listener) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(place.hub().getHost())
            .setPort(place.hub().getPort())
            .setURI("/ws")
            .addSubProtocol("votehub.v1")
            .addHeader(place.header(), place.key());
    return client
        .connect(options)
        .compose(socket -> new TrialSocket(socket, listener).join(room, watch));
  }

  Future<Void> close() {
    return client.close();
  }
}
