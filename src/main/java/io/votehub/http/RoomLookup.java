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
 * Looks up the room of a page, with a timeout that a page load tolerates. Unknown codes are delayed
 * as they are by the API. Confined to one event loop.
 */
final class RoomLookup {
  /** The page loads the room by itself too, so it does not depend on this lookup. */
  private static final long TIMEOUT_MS = 400;

  /** For pages that cannot do without it. */
  private static final long NEEDED_TIMEOUT_MS = 5_000;

  private final Rooms rooms;
  private final RequestLimiter limiter;

  RoomLookup(Rooms rooms, RequestLimiter limiter) {
    this.rooms = rooms;
    this.limiter = limiter;
  }

  /** The room of the path; empty if there is none. Fails after the timeout. */
  Future<Optional<Rooms.Listed>> of(RoutingContext ctx) {
    return of(ctx, TIMEOUT_MS);
  }

  /** As {@link #of}, for a page that cannot be served without it; waits longer. */
  Future<Optional<Rooms.Listed>> needed(RoutingContext ctx) {
    return of(ctx, NEEDED_TIMEOUT_MS);
  }

  private Future<Optional<Rooms.Listed>> of(RoutingContext ctx, long timeoutMs) {
    Future<Optional<Rooms.Listed>> found =
        JoinCode.read(ctx.pathParam("code"))
            .map(code -> rooms.listed(code).map(Optional::of))
            .orElseGet(() -> Future.failedFuture(Refusal.of(ErrorCode.UNKNOWN_ROOM)))
            .recover(fault -> none(ctx, fault));
    return onCallerContext(ctx.vertx(), found.timeout(timeoutMs, TimeUnit.MILLISECONDS));
  }

  private Future<Optional<Rooms.Listed>> none(RoutingContext ctx, Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM
        ? limiter.wrongCode(ctx).map(waited -> Optional.empty())
        : Future.failedFuture(fault);
  }
}
