package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.LimitClass;
import io.votehub.limit.RateLimitExceeded;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import java.util.Optional;

/**
 * Determines the sender of each request, and applies the rate limits per person and address: by
 * refusing the request or by delaying it.
 */
final class RequestLimiter implements Handler<RoutingContext> {
  private static final String CODES = LimitClass.CODES.wire();
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
    // Null once the connection is closed.
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

  /** The sender of a request that this handler has seen. */
  static Sender sender(RoutingContext ctx) {
    return ctx.get(SENDER);
  }

  /**
   * Checks the limit for creating rooms.
   *
   * @param person names the client if it has a valid token
   * @return fails with {@code rate-limited}; response headers then tell when to retry
   */
  Future<Void> room(RoutingContext ctx, Optional<String> person) {
    return refuse(ctx, limits.room(sender(ctx), person), "Too many rooms were created");
  }

  /**
   * Checks the limit for requests of a presenter.
   *
   * @param person names the presenter
   * @return fails with {@code rate-limited}; response headers then tell when to retry
   */
  Future<Void> lead(RoutingContext ctx, String person) {
    return refuse(ctx, limits.lead(person), "Too many requests of the presenter");
  }

  /**
   * Checks the limit for requests that prove who somebody is, or try to.
   *
   * @return fails with {@code rate-limited}; response headers then tell when to retry
   */
  Future<Void> credentials(RoutingContext ctx) {
    return refuse(ctx, limits.credentials(sender(ctx)), "Too many attempts from this address");
  }

  /**
   * Checks the limit for requests about an account, or of an operator.
   *
   * @param person names who is signed in
   * @return fails with {@code rate-limited}; response headers then tell when to retry
   */
  Future<Void> account(RoutingContext ctx, String person) {
    return refuse(ctx, limits.account(person), "Too many requests about this account");
  }

  private Future<Void> refuse(
      RoutingContext ctx, Future<Optional<RateLimitExceeded>> excess, String why) {
    return onCallerContext(ctx.vertx(), excess)
        .map(
            found -> {
              found.ifPresent(exceeded -> refuse(ctx, exceeded, why));
              return null;
            });
  }

  private void refuse(RoutingContext ctx, RateLimitExceeded exceeded, String why) {
    Optional<String> room = Optional.ofNullable(ctx.pathParam("code")).flatMap(JoinCode::read);
    security.refused(Event.LIMIT, exceeded.policy(), room, sender(ctx).from());
    exceeded.headers().forEach(ctx.response()::putHeader);
    throw Refusal.of(ErrorCode.RATE_LIMITED, why);
  }

  /** Completes when the response to an unknown join code may be sent. */
  Future<Void> wrongCode(RoutingContext ctx) {
    return onCallerContext(ctx.vertx(), limits.wrongCode(sender(ctx)))
        .compose(
            ms -> {
              if (ms == 0) {
                return Future.succeededFuture();
              }
              security.refused(Event.LIMIT, CODES, Optional.empty(), sender(ctx).from());
              return ctx.vertx().timer(ms).mapEmpty();
            });
  }
}
