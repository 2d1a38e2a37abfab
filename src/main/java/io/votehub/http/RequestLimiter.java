package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.ClonedPasskeyException;
import io.votehub.accounts.LockedException;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.LimitClass;
import io.votehub.limit.NewVoters;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.limit.RateLimitExceeded;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Determines the sender of each request, and applies the rate limits per person and address: by
 * refusing the request or by delaying it.
 */
final class RequestLimiter implements Handler<RoutingContext> {
  private static final String CODES = LimitClass.CODES.wire();
  private static final String SENDER = "votehub.sender";

  /** The solution of a challenge, see {@link #attempt}. */
  static final String PROOF = "Votehub-Proof";

  /** Challenges are made for this in place of a room; no room has such a code. */
  private static final String ATTEMPT = "credentials";

  private final RequestLimits limits;
  private final NewVoters newVoters;
  private final SecurityLog security;

  RequestLimiter(HttpParts parts) {
    this.limits = parts.limits();
    this.newVoters = parts.newVoters();
    this.security = parts.security();
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
   * Checks the limit for requests of a voter that change what is kept about them.
   *
   * @param person names the voter
   * @return fails with {@code rate-limited}; response headers then tell when to retry
   */
  Future<Void> voter(RoutingContext ctx, String person) {
    return refuse(ctx, limits.lead(person), "Too many requests of this voter");
  }

  /**
   * Makes an attempt to prove who somebody is. Only wrong ones count against the address. Beyond
   * its limit each attempt costs a proof of work, so that a hall that shares an address with an
   * attacker still gets in; where operators have switched challenges off it is refused.
   *
   * @return fails as the attempt, with {@code challenge}, or with {@code rate-limited}
   */
  <T> Future<T> attempt(RoutingContext ctx, Supplier<Future<T>> attempt) {
    return admitted(ctx)
        .compose(allowed -> attempt.get())
        .recover(fault -> failed(ctx, fault).compose(counted -> Future.failedFuture(fault)));
  }

  /**
   * As {@link #attempt}, for requests whose answer does not tell whether they were right, or which
   * send a mail: each counts.
   */
  <T> Future<T> request(RoutingContext ctx, Supplier<Future<T>> request) {
    return admitted(ctx).compose(allowed -> wrong(ctx)).compose(counted -> request.get());
  }

  private Future<Void> failed(RoutingContext ctx, Throwable fault) {
    boolean wrong =
        fault instanceof LockedException
            || fault instanceof ClonedPasskeyException
            || (fault instanceof Refusal why && why.code() == ErrorCode.BAD_CREDENTIALS);
    return wrong ? wrong(ctx) : Future.succeededFuture();
  }

  /** Counts an attempt that was wrong. */
  Future<Void> wrong(RoutingContext ctx) {
    return onCallerContext(ctx.vertx(), limits.wrongCredentials(sender(ctx)));
  }

  private Future<Void> admitted(RoutingContext ctx) {
    return onCallerContext(ctx.vertx(), limits.credentials(sender(ctx)))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : newVoters.mode() == ChallengeMode.OFF
                        ? refuse(
                            ctx,
                            Future.succeededFuture(found),
                            "Too many wrong attempts from this address")
                        : challenge(ctx, found.get()));
  }

  private Future<Void> challenge(RoutingContext ctx, RateLimitExceeded exceeded) {
    String proof = ctx.request().getHeader(PROOF);
    if (proof == null) {
      security.refused(Event.LIMIT, exceeded.policy(), Optional.empty(), sender(ctx).from());
      return Future.failedFuture(
          challenge("Much goes wrong at this address; show that you are not a machine"));
    }
    return onCallerContext(ctx.vertx(), newVoters.proofs().accept(ATTEMPT, proof))
        .compose(
            right -> {
              if (right) {
                return Future.succeededFuture();
              }
              security.refused(Event.PROOF, "proof", Optional.empty(), sender(ctx).from());
              return Future.failedFuture(
                  challenge("The proof is wrong, too old or was used before"));
            });
  }

  private Refusal challenge(String why) {
    return Refusal.challenge(
        why, Map.of("by", List.of("work"), "work", newVoters.proofs().challenge(ATTEMPT)));
  }

  /**
   * Checks the limit for requests of an operator.
   *
   * @param person names who is signed in
   * @return fails with {@code rate-limited}; response headers then tell when to retry
   */
  Future<Void> operator(RoutingContext ctx, String person) {
    return refuse(ctx, limits.operator(person), "Too many requests of an operator");
  }

  /**
   * Checks the limit for requests about an account.
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
    Optional<String> person = Optional.ofNullable(ctx.request().getHeader("Authorization"));
    return onCallerContext(ctx.vertx(), limits.wrongCode(sender(ctx), person))
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
