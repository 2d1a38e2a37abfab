package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Disconnects the clients of one event loop before the hub stops.
 *
 * <p>If other instances can take them, clients are disconnected gradually and disconnected to
 * reconnect at once: the others do not get all of them in one moment, and each client is
 * disconnected for less than a second. If there is no other instance, all are disconnected together
 * and disconnected to reconnect at random moments, for a hub that is about to restart. A client
 * with votes in flight is disconnected once they are answered, or after a time limit.
 */
final class ConnectionDrainer {
  static final long STEP_MS = 20;
  private static final int BATCH = 128;
  private static final long ANSWER_TIMEOUT_MS = 3000;
  private static final long MIN_SPREAD_MS = 500;

  /** Leaves time for the answers within the default of {@code stop.timeout-ms}. */
  private static final long MAX_SPREAD_MS = 4000;

  private static final long MIN_RETRY_MS = 100;
  private static final long RETRY_SPREAD_ELSEWHERE_MS = 100;

  interface Client {
    /** How many of its votes have no answer yet. */
    int votesInFlight();

    /** Tells the client when to reconnect and closes the connection; no effect if it is closed. */
    void disconnect(long retryAfterMs);
  }

  private final Vertx vertx;
  private final boolean alone;

  /**
   * @param alone whether there is no other instance to take the clients
   */
  ConnectionDrainer(Vertx vertx, boolean alone) {
    this.vertx = vertx;
    this.alone = alone;
  }

  /** Completes when all clients are disconnected. */
  Future<Void> drain(Collection<? extends Client> clients) {
    long spreadMs = Math.min(MAX_SPREAD_MS, MIN_SPREAD_MS + clients.size() / 4);
    long steps = spreadMs / STEP_MS;
    int share = alone ? BATCH : Math.toIntExact((clients.size() + steps - 1) / steps);
    long retrySpreadMs = alone ? spreadMs : RETRY_SPREAD_ELSEWHERE_MS;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spreadMs + ANSWER_TIMEOUT_MS);
    return drain(new ArrayDeque<>(clients), share, retrySpreadMs, until);
  }

  private Future<Void> drain(
      Deque<Client> clients, int share, long retrySpreadMs, long untilNanos) {
    boolean timedOut = System.nanoTime() > untilNanos;
    int disconnected = 0;
    for (int remaining = clients.size(); remaining > 0 && disconnected < share; remaining--) {
      Client client = clients.remove();
      if (client.votesInFlight() > 0 && !timedOut) {
        clients.add(client);
      } else {
        client.disconnect(MIN_RETRY_MS + ThreadLocalRandom.current().nextLong(retrySpreadMs));
        disconnected++;
      }
    }
    return clients.isEmpty()
        ? Future.succeededFuture()
        : vertx.timer(STEP_MS).compose(waited -> drain(clients, share, retrySpreadMs, untilNanos));
  }
}
