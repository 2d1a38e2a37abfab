package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.ApiKeys;
import io.votehub.accounts.ApiKeys.Scope;
import io.votehub.identity.Identity;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import java.util.Optional;

/**
 * Lets programs act with the keys of accounts. A key gives the smaller of what its scopes say and
 * what its account may do in the room at that moment.
 */
final class ApiKeyGate {
  private static final String BEARER = "Bearer ";
  private static final String ACCOUNT = "votehub.account-of-key";

  private final Accounts accounts;
  private final AccountGate gate;

  ApiKeyGate(Accounts accounts, AccountGate gate) {
    this.accounts = accounts;
    this.gate = gate;
  }

  /** Whether a request is made with the key of an account. */
  static boolean isUsed(RoutingContext ctx) {
    String header = ctx.request().getHeader("Authorization");
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && ApiKeys.isOne(header.substring(BEARER.length()).strip());
  }

  /** The id of the account whose key was verified for this request. */
  static Optional<String> account(RoutingContext ctx) {
    return Optional.ofNullable(ctx.get(ACCOUNT));
  }

  /**
   * Who makes a request with a key; fails with {@code bad-token} if it is not valid, with {@code
   * forbidden} if it could be read on the way.
   */
  Future<ApiKeys.Bearer> bearer(RoutingContext ctx) {
    if (!gate.isSecure(ctx)) {
      return Future.failedFuture(Refusal.of(ErrorCode.FORBIDDEN, "Keys of accounts need https"));
    }
    String header = ctx.request().getHeader("Authorization");
    return accounts
        .apiKeys()
        .verify(header.substring(BEARER.length()).strip())
        .onSuccess(who -> ctx.put(ACCOUNT, who.account().id()));
  }

  /** The same, with a scope; fails with {@code forbidden} if the key lacks it. */
  Future<ApiKeys.Bearer> bearer(RoutingContext ctx, Scope scope) {
    return bearer(ctx)
        .map(
            who -> {
              if (!who.has(scope)) {
                throw Refusal.of(
                    ErrorCode.FORBIDDEN, "This needs a key with the scope '" + scope.wire() + "'");
              }
              return who;
            });
  }

  /** Who the key's account is in a room; empty if it has no role there, or the key no scope. */
  Future<Optional<Identity>> identity(RoutingContext ctx, Room room) {
    return bearer(ctx).map(who -> role(ctx, who, room).map(role -> identity(role, room)));
  }

  private static Optional<RoomRole> role(RoutingContext ctx, ApiKeys.Bearer who, Room room) {
    return Accounts.role(who.account(), room)
        .flatMap(own -> scoped(ctx, who).map(scope -> own.includes(scope) ? scope : own));
  }

  /** What the scopes say: at most a presenter, but for voter rolls, which are the owner's. */
  private static Optional<RoomRole> scoped(RoutingContext ctx, ApiKeys.Bearer who) {
    String rolls = "/api/v1/rooms/" + ctx.pathParam("code") + "/electorates";
    String path = ctx.normalizedPath();
    if (path.equals(rolls) || path.startsWith(rolls + "/")) {
      return who.has(Scope.ROLLS) ? Optional.of(RoomRole.OWNER) : Optional.empty();
    }
    if (who.has(Scope.LEAD)) {
      return Optional.of(RoomRole.PRESENTER);
    }
    return who.has(Scope.READ) ? Optional.of(RoomRole.VIEWER) : Optional.empty();
  }

  private static Identity identity(RoomRole role, Room room) {
    return new Identity(role, room.code(), room.id(), Optional.empty(), room.tokenVersion(), null);
  }
}
