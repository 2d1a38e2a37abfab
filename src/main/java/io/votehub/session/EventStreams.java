package io.votehub.session;

import io.vertx.core.http.HttpServerRequest;
import io.votehub.limit.Sender;
import java.util.Optional;

/** Serves the events of rooms as server-sent events. Confined to its event loop. */
public interface EventStreams {
  /**
   * Responds with a stream of the room's events, which ends when the client disconnects or the hub
   * closes it.
   *
   * @param room the code of an existing room
   * @param token the client's token; without one it becomes a new voter
   * @param watch whether the client is a spectator, without a voter's identity
   * @throws io.votehub.poll.Refusal {@code busy} if there are too many connections, {@code
   *     unavailable} if the hub is stopping
   */
  void open(
      HttpServerRequest request, String room, Optional<String> token, boolean watch, Sender sender);
}
