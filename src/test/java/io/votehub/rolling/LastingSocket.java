package io.votehub.rolling;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A connection that reconnects by the same rules as {@code web/hub/connection.js} in the pages:
 * exponential backoff with full jitter, honouring {@code bye}, no reconnect after a final close
 * code. Measures the time it was not joined. Confined to one event loop.
 */
final class LastingSocket {
  private static final int BACKOFF_FIRST_MS = 300;
  private static final int BACKOFF_CAP_MS = 10_000;
  private static final long STABLE_AFTER_MS = 10_000;
  private static final long JOIN_WITHIN_MS = 10_000;
  private static final long CLOSE_WITHIN_MS = 1000;
  private static final int NEVER_AGAIN = 4500;

  /** The user of the connection. */
  interface Owner {
    /** The join message, built for each connection. */
    Map<String, Object> join();

    /** Receives the messages of a joined connection, beginning with {@code joined}. */
    void heard(Map<String, Object> message);

    /** The hub closed the connection for good. */
    void ended(String why);
  }

  private final Vertx vertx;
  private final WebSocketClient client;
  private final int port;
  private final Random random;
  private final Owner owner;
  private WebSocket socket;
  private boolean live;
  private int connection;
  private int joins;
  private int attempts;
  private long liveSince;
  private long lostAt;
  private long longestAbsence;
  private long byeAfterMs = -1;

  LastingSocket(Vertx vertx, WebSocketClient client, int port, Random random, Owner owner) {
    this.vertx = vertx;
    this.client = client;
    this.port = port;
    this.random = random;
    this.owner = owner;
  }

  /** Connects, dropping any existing connection, and stays connected from now on. */
  void connect() {
    drop();
    byeAfterMs = -1;
    int mine = connection;
    vertx.setTimer(JOIN_WITHIN_MS, late -> lostUnlessJoined(mine));
    client
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/ws")
                .addSubProtocol("votehub.v1"))
        .onSuccess(opened -> opened(opened, mine))
        .onFailure(refused -> lost(mine));
  }

  private void lostUnlessJoined(int which) {
    if (!live) {
      lost(which);
    }
  }

  private void opened(WebSocket opened, int mine) {
    if (mine != connection) {
      opened.close();
      return;
    }
    socket = opened;
    opened.textMessageHandler(text -> read(text, mine));
    opened.closeHandler(
        end -> closed(opened.closeStatusCode() == null ? 1006 : opened.closeStatusCode(), mine));
    opened.exceptionHandler(reset -> lost(mine));
    Map<String, Object> join = new HashMap<>(owner.join());
    join.put("type", "join");
    opened.writeTextMessage(Json.write(join));
  }

  private void read(String text, int mine) {
    if (mine != connection) {
      return;
    }
    Map<String, Object> message = object(text);
    switch ((String) message.get("type")) {
      case "joined" -> joined();
      case "bye" -> {
        byeAfterMs = ((Number) message.get("retryAfterMs")).longValue();
        vertx.setTimer(CLOSE_WITHIN_MS, late -> lost(mine));
      }
      case "error" -> {
        if (!live) {
          refused(message, mine);
          return;
        }
      }
      default -> {
        // All other messages are handled by the owner.
      }
    }
    if (live) {
      owner.heard(message);
    }
  }

  private static Map<String, Object> object(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException(text, fault);
    }
  }

  private void joined() {
    live = true;
    liveSince = System.nanoTime();
    if (joins++ > 0) {
      longestAbsence = Math.max(longestAbsence, liveSince - lostAt);
    }
  }

  private void refused(Map<String, Object> message, int mine) {
    if (Boolean.TRUE.equals(message.get("retry"))) {
      lost(mine);
    } else {
      drop();
      owner.ended("join refused: " + message);
    }
  }

  private void closed(int status, int mine) {
    if (mine == connection && status >= NEVER_AGAIN) {
      drop();
      owner.ended("closed with " + status);
    } else {
      lost(mine);
    }
  }

  private void lost(int which) {
    if (which != connection) {
      return;
    }
    if (live && System.nanoTime() - liveSince > STABLE_AFTER_MS * 1_000_000) {
      attempts = 0;
    }
    drop();
    int mine = connection;
    vertx.setTimer(
        delayMs(),
        retry -> {
          if (mine == connection) {
            connect();
          }
        });
  }

  private long delayMs() {
    long ceilingMs = Math.min(BACKOFF_CAP_MS, (long) BACKOFF_FIRST_MS << Math.min(attempts++, 10));
    double delayMs =
        byeAfterMs < 0
            ? random.nextDouble() * ceilingMs
            : byeAfterMs * (1 + random.nextDouble()) + random.nextDouble() * BACKOFF_FIRST_MS;
    return Math.max(1, (long) delayMs);
  }

  private void drop() {
    connection++;
    if (live) {
      live = false;
      lostAt = System.nanoTime();
    }
    if (socket != null && !socket.isClosed()) {
      socket.close();
    }
    socket = null;
  }

  /** Closes for good. */
  void stop() {
    drop();
  }

  /** Sends a message if the room is joined; otherwise returns false. */
  boolean send(Map<String, Object> message) {
    if (!live) {
      return false;
    }
    socket.writeTextMessage(Json.write(message));
    return true;
  }

  boolean isLive() {
    return live;
  }

  /** The number of successful joins. */
  int joins() {
    return joins;
  }

  /** The longest time between the end of a joined connection and the next join. */
  long longestAbsenceMs() {
    return longestAbsence / 1_000_000;
  }
}
