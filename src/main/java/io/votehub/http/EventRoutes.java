package io.votehub.http;

import io.vertx.core.Future;
import java.util.Optional;

/** The events of a room as server-sent events, for networks that block WebSockets. */
final class EventRoutes {
  private final RequestAuthorizer authorizer;
  private final LiveEvents streams;

  EventRoutes(RequestAuthorizer authorizer, LiveEvents streams) {
    this.authorizer = authorizer;
    this.streams = streams;
  }

  /** Starts the stream; it ends when the client disconnects or the hub closes it. */
  Future<Void> open(RoomRequest request) {
    Optional<String> token = authorizer.token(request);
    boolean watch = "true".equals(request.ctx().request().getParam("watch"));
    streams.open(request.ctx().request(), request.room().code(), token, watch, request.sender());
    return Future.succeededFuture();
  }
}
