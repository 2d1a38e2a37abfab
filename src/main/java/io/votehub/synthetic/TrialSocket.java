package io.votehub.synthetic;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A connection to the own port, in a room. Confined to its event loop. */
final class TrialSocket {
  private static final int JOIN_WITHIN_MS = 10_000;
  private static final String ERROR = "{\"type\":\"error\"";

  private final WebSocket socket;
  private final Listener listener;
  private final Promise<TrialSocket> joined = Promise.promise();
  private boolean left;

  /** Hears what comes after the join. */
  interface Listener {
    void heard(String text);

    /** The connection was lost. */
    void closed();
  }

  TrialSocket(WebSocket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
    socket.textMessageHandler(this::heard);
    socket.exceptionHandler(fault -> {});
    socket.closeHandler(gone -> closed());
  }

  Future<TrialSocket> join(TrialRoom room, boolean watch) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "join");
    message.put("room", room.code());
    if (watch) {
      message.put("watch", true);
    }
    send(Json.write(message));
    return joined
        .future()
        .timeout(JOIN_WITHIN_MS, TimeUnit.MILLISECONDS)
        .onFailure(fault -> leave());
  }

  private void heard(String text) {
    if (joined.future().isComplete()) {
      listener.heard(text);
    } else if (text.startsWith("{\"type\":\"joined\"")) {
      joined.tryComplete(this);
      listener.heard(text);
    } else if (text.startsWith(ERROR)) {
      joined.tryFail(text);
    }
  }

  private void closed() {
    joined.tryFail("The connection was closed");
    if (!left) {
      left = true;
      listener.closed();
    }
  }

  static boolean isError(String text) {
    return text.startsWith(ERROR);
  }

  void send(String text) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }

  /** Ends the connection; its listener is not told. */
  void leave() {
    left = true;
    if (!socket.isClosed()) {
      socket.close();
    }
  }
}
