package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.poll.RoomRole;
import java.util.List;
import java.util.function.BiFunction;

/** The calls about accounts, the roles that people have in rooms, and those of operators. */
final class AccountPaths {
  private static final String ACCOUNT = "/api/v1/account";
  private static final String SESSION = "/api/v1/session";
  private static final String ADMIN = "/api/v1/admin";
  private static final String AUTH = "/api/v1/auth";

  private final RouteTable table;
  private final HttpParts parts;
  private final RequestLimiter limiter;
  private final Accounts accounts;
  private final AccountGate gate;
  private final ApiKeyGate apiKeys;

  AccountPaths(
      RouteTable table,
      HttpParts parts,
      RequestLimiter limiter,
      AccountGate gate,
      ApiKeyGate apiKeys) {
    this.table = table;
    this.parts = parts;
    this.limiter = limiter;
    accounts = parts.accounts().orElseThrow();
    this.gate = gate;
    this.apiKeys = apiKeys;
  }

  void accounts() {
    SessionRoutes sessions = new SessionRoutes(accounts, gate, parts, limiter);
    AccountRoutes account = new AccountRoutes(accounts, gate, parts, limiter);
    // Before the gate: it tells why the others are refused.
    table.call(HttpMethod.GET, SESSION, sessions::show);
    for (String guarded :
        List.of(SESSION, SESSION + "/*", ACCOUNT, ACCOUNT + "/*", RoomPaths.ROOM + "/claim")) {
      table.guard(guarded, gate);
    }
    table.guard(ACCOUNT, ctx -> limit(ctx, limiter::account));
    table.guard(ACCOUNT + "/*", ctx -> limit(ctx, limiter::account));
    table.call(HttpMethod.POST, SESSION, sessions::signIn);
    table.call(HttpMethod.DELETE, SESSION, sessions::signOut);
    table.call(HttpMethod.POST, SESSION + "/second", sessions::second);
    table.call(HttpMethod.POST, ACCOUNT, account::register);
    table.call(HttpMethod.GET, ACCOUNT, account::show);
    table.call(HttpMethod.POST, ACCOUNT + "/confirm", account::confirm);
    table.call(HttpMethod.POST, ACCOUNT + "/reset", account::askForReset);
    table.call(HttpMethod.PUT, ACCOUNT + "/reset", account::reset);
    table.call(HttpMethod.PUT, ACCOUNT + "/password", account::changePassword);
    table.call(HttpMethod.POST, ACCOUNT + "/totp", account::beginTotp);
    table.call(HttpMethod.PUT, ACCOUNT + "/totp", account::confirmTotp);
    table.call(HttpMethod.DELETE, ACCOUNT + "/totp", account::removeTotp);
    table.call(HttpMethod.POST, ACCOUNT + "/totp/recovery", account::newRecoveryCodes);
    passkeys(new PasskeyRoutes(accounts, gate, sessions, parts, limiter));
    table.guard(AUTH + "/*", gate);
    providers(new ProviderRoutes(accounts, gate, sessions, parts, limiter));
    table.call(HttpMethod.DELETE, ACCOUNT + "/sessions/:session", account::endSession);
    accountData(new AccountDataRoutes(accounts, gate, parts, limiter));
    ApiKeyRoutes keys = new ApiKeyRoutes(accounts.apiKeys(), gate);
    table.call(HttpMethod.GET, ACCOUNT + "/keys", keys::list);
    table.call(HttpMethod.POST, ACCOUNT + "/keys", keys::add);
    table.call(HttpMethod.DELETE, ACCOUNT + "/keys/:key", keys::revoke);
    table.call(
        HttpMethod.POST, RoomPaths.ROOM + "/claim", table.atLeast(RoomRole.OWNER, account::claim));
  }

  private void accountData(AccountDataRoutes data) {
    table.stream(ACCOUNT + "/export", data::export);
    table.call(HttpMethod.DELETE, ACCOUNT, data::erase);
    table.call(HttpMethod.POST, ACCOUNT + "/mail", data::changeMail);
    table.call(HttpMethod.PUT, ACCOUNT + "/mail", data::confirmMail);
    table.call(HttpMethod.PUT, ACCOUNT + "/mail/undo", data::undoMail);
    table.call(HttpMethod.POST, ACCOUNT + "/invitations", data::invite);
  }

  private void providers(ProviderRoutes providers) {
    table.call(HttpMethod.POST, AUTH + "/:provider/start", providers::start);
    table.call(HttpMethod.GET, AUTH + "/:provider/callback", providers::callback);
    table.call(HttpMethod.GET, ACCOUNT + "/providers", providers::list);
    table.call(HttpMethod.DELETE, ACCOUNT + "/providers/:provider", providers::unlink);
  }

  private void passkeys(PasskeyRoutes passkeys) {
    table.call(HttpMethod.POST, SESSION + "/passkey/challenge", passkeys::beginProof);
    table.call(HttpMethod.POST, SESSION + "/passkey", passkeys::prove);
    table.call(HttpMethod.GET, ACCOUNT + "/passkeys", passkeys::list);
    table.call(HttpMethod.POST, ACCOUNT + "/passkeys/challenge", passkeys::beginAdding);
    table.call(HttpMethod.POST, ACCOUNT + "/passkeys", passkeys::add);
    table.call(HttpMethod.PATCH, ACCOUNT + "/passkeys/:passkey", passkeys::rename);
    table.call(HttpMethod.DELETE, ACCOUNT + "/passkeys/:passkey", passkeys::remove);
  }

  void people(AuditTrail trail) {
    RoleKeys keys = new RoleKeys(parts.rooms(), accounts);
    PeopleRoutes people = new PeopleRoutes(accounts, keys, gate, trail);
    table.call(
        HttpMethod.GET, RoomPaths.ROOM + "/people", table.atLeast(RoomRole.OWNER, people::list));
    table.call(
        HttpMethod.POST, RoomPaths.ROOM + "/people", table.atLeast(RoomRole.OWNER, people::invite));
    table.call(
        HttpMethod.PATCH,
        RoomPaths.ROOM + "/people/:person",
        table.atLeast(RoomRole.OWNER, people::change));
    table.call(
        HttpMethod.DELETE,
        RoomPaths.ROOM + "/people/:person",
        table.atLeast(RoomRole.OWNER, people::remove));
    OwnRoleRoutes roles = new OwnRoleRoutes(parts, accounts, keys, gate);
    table.call(HttpMethod.GET, ACCOUNT + "/roles", roles::list);
    table.call(HttpMethod.POST, ACCOUNT + "/roles/:invitation", roles::accept);
    table.call(HttpMethod.DELETE, ACCOUNT + "/roles/:invitation", roles::leave);
    RoomOfferRoutes offers = new RoomOfferRoutes(accounts, gate, parts.rooms());
    table.call(HttpMethod.GET, ACCOUNT + "/offers", offers::list);
    table.call(HttpMethod.POST, ACCOUNT + "/offers/:offer", offers::accept);
    table.call(HttpMethod.DELETE, ACCOUNT + "/offers/:offer", offers::decline);
    admin(keys);
  }

  private void admin(RoleKeys roles) {
    table.guard(ADMIN + "/*", gate);
    table.guard(ADMIN + "/*", ctx -> limit(ctx, limiter::operator));
    OperatorGate operators = new OperatorGate(gate, apiKeys, accounts.audit());
    AdminAccountRoutes people =
        new AdminAccountRoutes(accounts, operators, parts.rooms(), roles::renew);
    AdminRoomRoutes rooms = new AdminRoomRoutes(parts, operators);
    table.call(HttpMethod.GET, ADMIN + "/accounts", people::list);
    table.call(HttpMethod.PATCH, ADMIN + "/accounts/:account", people::change);
    table.call(HttpMethod.DELETE, ADMIN + "/accounts/:account/sessions", people::endSessions);
    table.call(HttpMethod.GET, ADMIN + "/rooms", rooms::list);
    table.call(HttpMethod.PATCH, ADMIN + "/rooms/:code", rooms::change);
    table.call(HttpMethod.DELETE, ADMIN + "/rooms/:code", rooms::delete);
    table.call(HttpMethod.POST, ADMIN + "/rooms/:code/close", rooms::close);
    table.call(HttpMethod.GET, ADMIN + "/audit", new AdminAuditRoutes(accounts, operators)::list);
    LimitRoutes limits = new LimitRoutes(accounts, operators, parts);
    table.call(HttpMethod.GET, ADMIN + "/limits", limits::show);
    table.call(HttpMethod.PUT, ADMIN + "/limits", limits::change);
  }

  /** Limits what somebody who is signed in does; who is not is refused anyway. */
  private void limit(RoutingContext ctx, BiFunction<RoutingContext, String, Future<Void>> limit) {
    // Nobody reads the body yet.
    HttpServerRequest request = ctx.request().pause();
    gate.cookies()
        .get(ctx, AccountCookies.Kind.SESSION)
        .map(session -> limit.apply(ctx, session))
        .orElseGet(Future::succeededFuture)
        .onSuccess(allowed -> ctx.next())
        .onFailure(ctx::fail)
        .onComplete(done -> request.resume());
  }
}
