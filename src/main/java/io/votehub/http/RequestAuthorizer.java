package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.Identity;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.identity.Tokens;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import java.util.Optional;

/**
 * Authenticates and authorises requests. Refusals have this order of precedence: {@code
 * unknown-room}, {@code bad-token}, {@code forbidden}, {@code unknown-poll}; bodies are parsed
 * after that. Futures complete on the event loop of the request.
 */
final class RequestAuthorizer {
  private static final String BEARER = "Bearer ";

  private final Rooms rooms;
  private final Polls polls;
  private final Tokens tokens;
  private final SecurityLog security;
  private final RequestLimiter limiter;
  private final Optional<ApiKeyGate> apiKeys;

  /**
   * @param apiKeys the keys of accounts; empty where accounts are off
   */
  RequestAuthorizer(HttpParts parts, RequestLimiter limiter, Optional<ApiKeyGate> apiKeys) {
    this.apiKeys = apiKeys;
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.tokens = parts.tokens();
    this.security = parts.security();
    this.limiter = limiter;
  }

  /** Admits anyone to an existing room, with the identity that the token proves, if any. */
  Future<RoomRequest> anyone(RoutingContext ctx) {
    return anyone(ctx, RequestAuthorizer::toRequest);
  }

  /** Resolves a request against its room, or refuses it for its token. */
  private interface Admission {
    RoomRequest toRequest(RoutingContext ctx, Room room, Optional<Identity> who);
  }

  private Future<RoomRequest> anyone(RoutingContext ctx, Admission admission) {
    String typed = ctx.pathParam("code");
    Future<Room> found =
        JoinCode.read(typed)
            .map(rooms::get)
            .orElseGet(() -> Future.failedFuture(JoinCode.unreadable(typed)));
    return onCallerContext(ctx.vertx(), found)
        .recover(fault -> notFound(ctx, fault))
        .compose(
            room ->
                identity(ctx, room)
                    .map(who -> admission.toRequest(ctx, room, who))
                    .onFailure(fault -> logRefused(ctx, room, fault)));
  }

  /** Writes to the security log that a token was refused. */
  void logRefused(RoutingContext ctx, Room room, Throwable fault) {
    if (fault instanceof Refusal why) {
      Optional<String> code = Optional.of(room.code());
      security.refused(Event.TOKEN, why.code().wire(), code, RoomRequest.from(ctx));
    }
  }

  private Refusal forbidden(RoomRequest request, String detail) {
    Refusal why = Refusal.of(ErrorCode.FORBIDDEN, detail);
    logRefused(request.ctx(), request.room(), why);
    return why;
  }

  /** Delays the refusal, so that join codes cannot be guessed quickly. */
  private Future<Room> notFound(RoutingContext ctx, Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM
        ? limiter.wrongCode(ctx).compose(waited -> Future.failedFuture(fault))
        : Future.failedFuture(fault);
  }

  private static RoomRequest toRequest(RoutingContext ctx, Room room, Optional<Identity> who) {
    if (who.filter(known -> known.isRevokedIn(room)).isPresent()) {
      throw Refusal.of(ErrorCode.BAD_TOKEN, "This key was replaced or revoked");
    }
    if (who.filter(known -> known.isRemovedFrom(room)).isPresent()) {
      throw Refusal.of(ErrorCode.REMOVED);
    }
    return toRequestOfAnyVersion(ctx, room, who);
  }

  private static RoomRequest toRequestOfAnyVersion(
      RoutingContext ctx, Room room, Optional<Identity> who) {
    return new RoomRequest(ctx, room, who.filter(known -> known.isOf(room)));
  }

  /** Admits only those who have at least that role in the room. */
  Future<RoomRequest> atLeast(RoomRole role, RoutingContext ctx) {
    return atLeast(role, ctx, RequestAuthorizer::toRequest);
  }

  /** Admits the owner with a replaced token too; the route has to check its version. */
  Future<RoomRequest> ownerOfAnyVersion(RoutingContext ctx) {
    return atLeast(RoomRole.OWNER, ctx, RequestAuthorizer::toRequestOfAnyVersion);
  }

  private Future<RoomRequest> atLeast(RoomRole role, RoutingContext ctx, Admission admission) {
    String who = role == RoomRole.OWNER ? "owner" : role.wire();
    return authenticated(
            ctx, admission, "This is for the " + who + "; send the " + who + "'s token")
        .compose(
            request -> {
              if (!request.has(role)) {
                throw forbidden(request, "This is for the " + who + " of the room");
              }
              requireInUse(request);
              return limiter.lead(ctx, ctx.request().getHeader("Authorization")).map(request);
            })
        .onSuccess(request -> rooms.used(request.room().code()));
  }

  /** A suspended room can be looked at and deleted by those who lead it, and no more. */
  private static void requireInUse(RoomRequest request) {
    HttpMethod method = request.ctx().request().method();
    boolean deletesRoom =
        method.equals(HttpMethod.DELETE)
            && request.ctx().normalizedPath().endsWith("/rooms/" + request.ctx().pathParam("code"));
    if (!method.equals(HttpMethod.GET) && !deletesRoom) {
      request.room().requireInUse();
    }
  }

  /** Whether the request has the token of a voter, valid or not in its room. */
  Future<Boolean> isVoter(RoutingContext ctx) {
    return identity(ctx)
        .map(who -> who.filter(known -> known.voter() != null).isPresent())
        .otherwise(false);
  }

  /** Admits only voters of the room. */
  Future<RoomRequest> voter(RoutingContext ctx) {
    return authenticated(
            ctx, RequestAuthorizer::toRequest, "This is for voters; send a voter's token")
        .map(
            request -> {
              if (request.who().isEmpty() || request.seesHidden()) {
                throw forbidden(request, "This is for voters of the room");
              }
              request.room().requireInUse();
              rooms.used(request.room().code());
              return request;
            });
  }

  /** The token of the request, if any; refused with {@code forbidden} if it is of another room. */
  Optional<String> token(RoomRequest request) {
    String header = request.ctx().request().getHeader("Authorization");
    if (header != null && request.who().isEmpty()) {
      throw forbidden(request, "The token is of another room");
    }
    return Optional.ofNullable(header).map(RequestAuthorizer::bearer);
  }

  private static String bearer(String header) {
    return header.substring(BEARER.length()).strip();
  }

  private Future<RoomRequest> authenticated(
      RoutingContext ctx, Admission admission, String missingToken) {
    return anyone(ctx, admission)
        .map(
            request -> {
              if (ctx.request().getHeader("Authorization") == null) {
                throw Refusal.of(ErrorCode.BAD_TOKEN, missingToken);
              }
              return request;
            });
  }

  /** A name for the client, for rate limits, if it has a valid token. */
  Future<Optional<String>> person(RoutingContext ctx) {
    return identity(ctx)
        .map(who -> who.map(known -> ctx.request().getHeader("Authorization")))
        .otherwise(Optional.empty());
  }

  private Future<Optional<Identity>> identity(RoutingContext ctx, Room room) {
    return apiKeys.isPresent() && ApiKeyGate.isUsed(ctx)
        ? apiKeys.get().identity(ctx, room)
        : identity(ctx);
  }

  private Future<Optional<Identity>> identity(RoutingContext ctx) {
    String header = ctx.request().getHeader("Authorization");
    if (header == null) {
      return Future.succeededFuture(Optional.empty());
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.BAD_TOKEN, "Send 'Authorization: Bearer TOKEN'"));
    }
    return tokens.verify(bearer(header)).map(Optional::of);
  }

  /** The poll of the path; fails with {@code unknown-poll} if the client may not see it. */
  Future<Poll> poll(RoomRequest request) {
    return onCallerContext(
        request.ctx().vertx(),
        polls
            .get(request.room().code(), request.poll())
            .map(poll -> requireVisible(request, poll)));
  }

  /**
   * The poll, if the client may see it.
   *
   * @throws Refusal {@code unknown-poll} for a draft, unless the client sees drafts
   */
  static Poll requireVisible(RoomRequest request, Poll poll) {
    if (poll.state() == PollState.DRAFT && !request.seesHidden()) {
      throw Refusal.of(ErrorCode.UNKNOWN_POLL);
    }
    return poll;
  }
}
