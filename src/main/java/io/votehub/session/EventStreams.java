package io.votehub.session;

import io.vertx.core.http.HttpServerRequest;
import io.votehub.limit.Sender;
import java.util.Optional;

/** Lets clients hear a room over HTTP. To be used on the event loop that it belongs to. */
public interface EventStreams {
  /**
   * Answers a request with the events of a room, until the client goes or the hub sends it away.
   *
   * @param room the code of a room that exists
   * @param token of the one who asks; without one they become a new voter
   * @param watch whether to look on only
   * @throws io.votehub.poll.Refusal {@code busy} if there are too many connections, {@code
   *     unavailable} if the hub is stopping
   */
  void open(
      HttpServerRequest request, String room, Optional<String> token, boolean watch, Sender sender);
}
