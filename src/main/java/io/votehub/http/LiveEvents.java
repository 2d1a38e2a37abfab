package io.votehub.http;

import io.vertx.core.http.HttpServerRequest;
import io.votehub.limit.Sender;
import java.util.Optional;

/** Serves the events of rooms as server-sent events. Confined to one event loop. */
@FunctionalInterface
public interface LiveEvents {
  /**
   * Responds with a stream of the room's events.
   *
   * @param watch whether the client is a spectator, without a voter's identity
   * @throws io.votehub.poll.Refusal if no further stream can be opened now
   */
  void open(
      HttpServerRequest request, String room, Optional<String> token, boolean watch, Sender sender);
}
