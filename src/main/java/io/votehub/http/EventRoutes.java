package io.votehub.http;

import io.vertx.core.Future;
import java.util.Optional;

/** What happens in a room as server-sent events, for networks that let no WebSocket through. */
final class EventRoutes {
  private final RequestAuthorizer authorizer;
  private final LiveEvents streams;

  EventRoutes(RequestAuthorizer authorizer, LiveEvents streams) {
    this.authorizer = authorizer;
    this.streams = streams;
  }

  /** Begins the answer; it ends when the client goes or is sent away. */
  Future<Void> open(RoomRequest request) {
    Optional<String> token = authorizer.token(request);
    boolean watch = "true".equals(request.ctx().request().getParam("watch"));
    streams.open(request.ctx().request(), request.room().code(), token, watch, request.sender());
    return Future.succeededFuture();
  }
}
