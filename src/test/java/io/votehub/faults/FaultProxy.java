package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.votehub.process.FreePort;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy that injects network faults between a client and a server on this machine. A change
 * affects open and new connections and is in force when its method returns. The port stays the same
 * until the proxy is closed.
 */
public final class FaultProxy implements AutoCloseable {
  private static final long WAIT_MS = 60_000;

  private final Vertx vertx;
  private final Work work;
  private final String deployment;

  private FaultProxy(Vertx vertx, Work work, String deployment) {
    this.vertx = vertx;
    this.work = work;
    this.deployment = deployment;
  }

  /** Listens on a free port; the server need not be running yet. */
  public static FaultProxy start(Vertx vertx, int serverPort) throws IOException {
    Work work = new Work(FreePort.find(), serverPort);
    return new FaultProxy(vertx, work, await(vertx.deployVerticle(work)));
  }

  /** The address for clients. */
  public int port() {
    return work.port;
  }

  /** Changes the conditions in one direction. */
  public void set(Direction direction, NetworkConditions weather) {
    onLoop(() -> work.set(direction, weather));
  }

  /** Changes the conditions in both directions. */
  public void set(NetworkConditions weather) {
    onLoop(
        () -> {
          work.set(Direction.TO_SERVER, weather);
          work.set(Direction.TO_CLIENT, weather);
        });
  }

  /** Closes each new connection at once; open ones stay. */
  public void refuse() {
    onLoop(() -> work.refusing = true);
  }

  /** Closes all connections; new ones are accepted. */
  public void cut() {
    onLoop(work::cut);
  }

  /**
   * Ends all faults and accepts connections. A connection that has lost bytes stays dead until one
   * of its ends gives up, like one that a router has forgotten.
   */
  public void heal() {
    onLoop(
        () -> {
          work.refusing = false;
          work.set(Direction.TO_SERVER, NetworkConditions.FINE);
          work.set(Direction.TO_CLIENT, NetworkConditions.FINE);
        });
  }

  /** How many clients are connected. */
  public int connections() {
    int[] count = new int[1];
    onLoop(() -> count[0] = work.open.size());
    return count[0];
  }

  private void onLoop(Runnable step) {
    Promise<Void> done = Promise.promise();
    work.onLoop(
        () -> {
          step.run();
          done.complete();
        });
    await(done.future());
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(WAIT_MS, TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void close() {
    await(vertx.undeploy(deployment));
  }

  /** All state of the proxy, on one event loop. */
  private static final class Work extends VerticleBase {
    private final int port;
    private final int serverPort;
    private final Map<Direction, NetworkConditions> weather = new EnumMap<>(Direction.class);
    private final Set<ProxiedConnection> open = new HashSet<>();
    private NetServer server;
    private NetClient client;
    private boolean refusing;

    Work(int port, int serverPort) {
      this.port = port;
      this.serverPort = serverPort;
      weather.put(Direction.TO_SERVER, NetworkConditions.FINE);
      weather.put(Direction.TO_CLIENT, NetworkConditions.FINE);
    }

    @Override
    public Future<?> start() {
      client = vertx.createNetClient();
      server =
          vertx
              .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(port))
              .connectHandler(this::accept);
      return server.listen();
    }

    @Override
    public Future<?> stop() {
      cut();
      return Future.join(server.close(), client.close());
    }

    void onLoop(Runnable step) {
      context.runOnContext(now -> step.run());
    }

    private void accept(NetSocket near) {
      if (refusing) {
        near.close();
        return;
      }
      near.pause();
      client
          .connect(serverPort, "127.0.0.1")
          .onSuccess(far -> join(near, far))
          .onFailure(down -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
      ProxiedConnection connection = new ProxiedConnection(vertx, near, far, open::remove);
      open.add(connection);
      weather.forEach(connection::set);
      connection.start();
    }

    void set(Direction direction, NetworkConditions now) {
      weather.put(direction, now);
      Set.copyOf(open).forEach(connection -> connection.set(direction, now));
    }

    void cut() {
      Set.copyOf(open).forEach(ProxiedConnection::cut);
    }
  }
}
