package io.votehub.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/**
 * A client's connection through a {@link FaultProxy}, with a relay in each direction; on one event
 * loop.
 */
final class ProxiedConnection {
  private final NetSocket near;
  private final NetSocket far;
  private final Relay toServer;
  private final Relay toClient;
  private final Consumer<ProxiedConnection> ended;

  /**
   * @param near the client's socket, paused
   * @param far the server's socket
   * @param ended is told once, when both are closed
   */
  ProxiedConnection(Vertx vertx, NetSocket near, NetSocket far, Consumer<ProxiedConnection> ended) {
    this.near = near;
    this.far = far;
    this.ended = ended;
    toClient = new Relay(vertx, far, near, this::cut, () -> {});
    toServer = new Relay(vertx, near, far, this::cut, toClient::cutAtNextBytes);
  }

  void start() {
    toClient.start(this::oneEnded);
    toServer.start(this::oneEnded);
    near.resume();
  }

  private void oneEnded() {
    if (toServer.isEnded() && toClient.isEnded()) {
      ended.accept(this);
    }
  }

  void set(Direction direction, NetworkConditions weather) {
    (direction == Direction.TO_SERVER ? toServer : toClient).set(weather);
  }

  /** Closes both ends, whatever the conditions. */
  void cut() {
    near.close();
    far.close();
    ended.accept(this);
  }
}
