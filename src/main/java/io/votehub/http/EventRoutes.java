package io.votehub.http;

import io.vertx.core.Future;
import java.util.Optional;

/** What happens in a room as server-sent events, for networks that let no WebSocket through. */
final class EventRoutes {
  private final RequestAuthorizer doors;
  private final LiveEvents streams;

  EventRoutes(RequestAuthorizer doors, LiveEvents streams) {
    this.doors = doors;
    this.streams = streams;
  }

  /** Begins the answer; it ends when the client goes or is sent away. */
  Future<Void> open(RoomRequest visit) {
    Optional<String> token = doors.token(visit);
    boolean watch = "true".equals(visit.ctx().request().getParam("watch"));
    streams.open(visit.ctx().request(), visit.room().code(), token, watch, visit.sender());
    return Future.succeededFuture();
  }
}
