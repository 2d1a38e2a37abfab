package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.RateLimitExceeded;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import java.util.Optional;

/**
 * Finds out who sends a request, and holds it to the limits of persons and addresses: refuses it,
 * or lets it wait.
 */
final class RequestLimiter implements Handler<RoutingContext> {
  private static final String SENDER = "votehub.sender";

  private final RequestLimits limits;
  private final SecurityLog security;

  RequestLimiter(RequestLimits limits, SecurityLog security) {
    this.limits = limits;
    this.security = security;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    // A connection that has ended has none.
    SocketAddress peer = request.connection().remoteAddress();
    Sender sender =
        limits
            .senders()
            .of(
                peer == null ? null : peer.hostAddress(),
                String.valueOf(peer),
                request.headers().getAll("X-Forwarded-For"));
    ctx.put(SENDER, sender);
    ctx.next();
  }

  /** Who sends a request that has been handled. */
  static Sender sender(RoutingContext ctx) {
    return ctx.get(SENDER);
  }

  /**
   * Somebody makes a room.
   *
   * @param person what names who asks; nothing for who shows no token
   * @throws Refusal {@code rate-limited}, with headers that say when to try again
   */
  void room(RoutingContext ctx, Optional<String> person) {
    refuse(ctx, limits.room(sender(ctx), person), "Too many rooms are being made");
  }

  /**
   * A presenter makes a call.
   *
   * @param person what names the presenter
   * @throws Refusal {@code rate-limited}, with headers that say when to try again
   */
  void lead(RoutingContext ctx, String person) {
    refuse(ctx, limits.lead(person), "Too many calls of the presenter");
  }

  private void refuse(RoutingContext ctx, Optional<RateLimitExceeded> excess, String why) {
    if (excess.isPresent()) {
      Optional<String> room = Optional.ofNullable(ctx.pathParam("code")).flatMap(JoinCode::read);
      security.refused(Event.LIMIT, excess.get().policy(), room, sender(ctx).from());
      excess.get().headers().forEach(ctx.response()::putHeader);
      throw Refusal.of(ErrorCode.RATE_LIMITED, why);
    }
  }

  /** Completes when it is to be said that there is no such room. */
  Future<Void> wrongCode(RoutingContext ctx) {
    return after(ctx, limits.wrongCode(sender(ctx)));
  }

  /** Completes when somebody new is to be let into the room. */
  Future<Void> identity(RoutingContext ctx, String room) {
    return after(ctx, limits.identity(sender(ctx), room));
  }

  private static Future<Void> after(RoutingContext ctx, long ms) {
    return ms == 0 ? Future.succeededFuture() : ctx.vertx().timer(ms).mapEmpty();
  }
}
