package io.votehub.session;

import java.util.Optional;

/** Detects dead connections: pings a client that has been idle, and tells when to give it up. */
final class Heartbeat {
  private final ClientSocket socket;
  private final SessionTimes times;
  private final long openedAt = System.nanoTime();
  private long receivedAt = openedAt;
  private boolean pinged;

  Heartbeat(ClientSocket socket, SessionTimes times) {
    this.socket = socket;
    this.times = times;
  }

  /** Notes that something was received. */
  void received() {
    receivedAt = System.nanoTime();
    pinged = false;
  }

  /** When something was last received, by {@link System#nanoTime}. */
  long receivedAt() {
    return receivedAt;
  }

  /** When the connection was opened, by {@link System#nanoTime}. */
  long openedAt() {
    return openedAt;
  }

  /**
   * Pings the client if it is due.
   *
   * @param now {@link System#nanoTime}
   * @param paused whether reading is paused, so that nothing can be received
   * @return why to close the connection; empty if it may stay open
   */
  Optional<CloseCode> check(long now, boolean joined, boolean paused) {
    long idleMs = (now - receivedAt) / 1_000_000;
    if (!joined && (now - openedAt) / 1_000_000 > times.joinWithinMs()) {
      return Optional.of(CloseCode.NO_JOIN);
    }
    if (idleMs > (paused ? times.stuckAfterMs() : times.silentAfterMs())) {
      return Optional.of(CloseCode.SILENT);
    }
    if (!pinged && idleMs > Math.min(times.pingAfterMs(), socket.maxPingIntervalMs())) {
      pinged = true;
      socket.ping();
    }
    return Optional.empty();
  }
}
