package io.votehub.http;

import io.vertx.core.http.HttpServerRequest;
import io.votehub.limit.Sender;
import java.util.Optional;

/** Who sends the events of rooms; the same that WebSockets of this event loop get. */
@FunctionalInterface
public interface LiveEvents {
  /**
   * Answers a request with the events of a room.
   *
   * @throws io.votehub.poll.Refusal if no more can be taken now
   */
  void open(
      HttpServerRequest request, String room, Optional<String> token, boolean watch, Sender sender);
}
