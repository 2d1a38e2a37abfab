package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends the clients of one event loop away because the hub stops.
 *
 * <p>Where other instances take them, they go one after the other and come back at once: the others
 * are not joined by all in one moment, and each client is away for less than a second. Where there
 * is nobody else they go together, and it is their coming back that is spread, for a hub that is
 * about to start again. A client with a vote on its way goes once that is answered, or when those
 * answers have been waited for long enough.
 */
final class ConnectionDrainer {
  static final long TURN_MS = 20;
  private static final int AT_ONCE = 128;
  private static final long ANSWERS_WITHIN_MS = 3000;
  private static final long SPREAD_LEAST_MS = 500;

  /** Leaves room for the answers within the default of {@code stop.timeout-ms}. */
  private static final long SPREAD_MOST_MS = 4000;

  private static final long RETRY_LEAST_MS = 100;
  private static final long RETRY_SPREAD_ELSEWHERE_MS = 100;

  /** Who is sent away. */
  interface Guest {
    /** How many of its votes have no answer yet. */
    int inFlight();

    /** Tells it to come back after so long, and closes it; nothing if it has gone already. */
    void bye(long retryAfterMs);
  }

  private final Vertx vertx;
  private final boolean alone;

  /**
   * @param alone whether no other instance takes the clients
   */
  ConnectionDrainer(Vertx vertx, boolean alone) {
    this.vertx = vertx;
    this.alone = alone;
  }

  /** Completes when all have been told. */
  Future<Void> say(Collection<? extends Guest> guests) {
    long spreadMs = Math.min(SPREAD_MOST_MS, SPREAD_LEAST_MS + guests.size() / 4);
    long turns = spreadMs / TURN_MS;
    int share = alone ? AT_ONCE : Math.toIntExact((guests.size() + turns - 1) / turns);
    long retrySpreadMs = alone ? spreadMs : RETRY_SPREAD_ELSEWHERE_MS;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spreadMs + ANSWERS_WITHIN_MS);
    return say(new ArrayDeque<>(guests), share, retrySpreadMs, until);
  }

  private Future<Void> say(Deque<Guest> guests, int share, long retrySpreadMs, long untilNanos) {
    boolean late = System.nanoTime() > untilNanos;
    int told = 0;
    for (int looks = guests.size(); looks > 0 && told < share; looks--) {
      Guest guest = guests.remove();
      if (guest.inFlight() > 0 && !late) {
        guests.add(guest);
      } else {
        guest.bye(RETRY_LEAST_MS + ThreadLocalRandom.current().nextLong(retrySpreadMs));
        told++;
      }
    }
    return guests.isEmpty()
        ? Future.succeededFuture()
        : vertx.timer(TURN_MS).compose(waited -> say(guests, share, retrySpreadMs, untilNanos));
  }
}
