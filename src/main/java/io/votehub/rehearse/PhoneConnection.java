package io.votehub.rehearse;

import io.vertx.core.http.WebSocket;

/**
 * The connection of a simulated phone. A lost one is made again, after an exponential back-off with
 * jitter, unless the phone sleeps or has left. Confined to its block's event loop.
 */
final class PhoneConnection {
  private static final double MIN_BACKOFF_MS = 500;
  private static final double MAX_BACKOFF_MS = 15_000;
  private static final short GOING_AWAY = 1001;

  private final PhoneBlock block;
  private final Listener listener;
  private WebSocket socket;
  private boolean asleep;
  private boolean left;
  private int attempts;
  private double minBackoffMs;
  private long connectingSince;

  /** Hears what happens to the connection. */
  interface Listener {
    void connected();

    void heard(String text);

    void disconnected();
  }

  PhoneConnection(PhoneBlock block, Listener listener) {
    this.block = block;
    this.listener = listener;
  }

  /** Connects, or wakes up. */
  void open() {
    if (left) {
      return;
    }
    asleep = false;
    connectingSince = System.nanoTime();
    block.connect().onSuccess(this::opened).onFailure(fault -> broken());
  }

  private void opened(WebSocket made) {
    if (left) {
      made.close();
      return;
    }
    socket = made;
    made.textMessageHandler(listener::heard);
    made.exceptionHandler(fault -> {});
    made.closeHandler(closed -> closed(made));
    listener.connected();
  }

  private void closed(WebSocket which) {
    if (which != socket) {
      return;
    }
    socket = null;
    listener.disconnected();
    if (!asleep) {
      broken();
    }
  }

  private void broken() {
    if (left) {
      return;
    }
    block.measured().broken.increment();
    block.after(Math.max(minBackoffMs, backoffMs()), this::open);
    minBackoffMs = 0;
  }

  /** The next pause before another attempt of whatever failed. */
  double backoffMs() {
    double longest = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * Math.pow(2, attempts++));
    return longest * (0.5 + block.random().nextDouble() / 2);
  }

  /** The hub asks not to come back before that. */
  void stayAwayFor(double ms) {
    minBackoffMs = ms;
  }

  /** The phone is in the room, so the next failure is the first again; how long that took. */
  long joinedAfterNanos() {
    attempts = 0;
    return System.nanoTime() - connectingSince;
  }

  void send(String text) {
    if (socket != null && !socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }

  boolean isOpen() {
    return socket != null;
  }

  boolean isAwake() {
    return !asleep && !left;
  }

  /** Closes it, and connects again. */
  void reset() {
    if (socket != null) {
      socket.close();
    }
  }

  /** The screen goes dark and the connection ends, as phones do it. */
  void sleep() {
    asleep = true;
    socket.close(GOING_AWAY);
  }

  /** Ends it for good. */
  void leave() {
    left = true;
    if (socket != null && !socket.isClosed()) {
      socket.close();
    }
  }
}
