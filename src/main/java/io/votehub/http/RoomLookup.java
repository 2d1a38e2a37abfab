package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.room.Rooms;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the room of a page, within a time that a page can wait. Who tries codes waits as for the
 * calls of the API. Lives on one event loop.
 */
final class RoomLookup {
  /** A store that takes longer is not waited for: the page asks for the room itself, too. */
  private static final long WITHIN_MS = 400;

  private final Rooms rooms;
  private final RequestLimiter limiter;

  RoomLookup(Rooms rooms, RequestLimiter limiter) {
    this.rooms = rooms;
    this.limiter = limiter;
  }

  /** The room of the path; nothing if there is none. Fails where that is not known in time. */
  Future<Optional<Rooms.Listed>> of(RoutingContext ctx) {
    Future<Optional<Rooms.Listed>> found =
        JoinCode.read(ctx.pathParam("code"))
            .map(code -> rooms.listed(code).map(Optional::of))
            .orElseGet(() -> Future.failedFuture(Refusal.of(ErrorCode.UNKNOWN_ROOM)))
            .recover(fault -> none(ctx, fault));
    return onCallerContext(ctx.vertx(), found.timeout(WITHIN_MS, TimeUnit.MILLISECONDS));
  }

  private Future<Optional<Rooms.Listed>> none(RoutingContext ctx, Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM
        ? limiter.wrongCode(ctx).map(waited -> Optional.empty())
        : Future.failedFuture(fault);
  }
}
