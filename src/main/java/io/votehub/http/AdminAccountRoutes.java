package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.AccountAdmin;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.SecondFactors;
import io.votehub.audit.Audit;
import io.votehub.identity.Ids;
import io.votehub.people.Account;
import io.votehub.people.Slice;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.room.Rooms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The routes by which operators look after accounts. */
final class AdminAccountRoutes {
  private static final int PAGE = 50;
  private static final int MAX_FIND = 254;

  private final Accounts accounts;
  private final OperatorGate gate;
  private final Rooms rooms;
  private final Function<Account, Future<Void>> renewRoles;

  /**
   * @param renewRoles replaces the keys of the roles that an account has in rooms of others
   */
  AdminAccountRoutes(
      Accounts accounts,
      OperatorGate gate,
      Rooms rooms,
      Function<Account, Future<Void>> renewRoles) {
    this.renewRoles = renewRoles;
    this.accounts = accounts;
    this.gate = gate;
    this.rooms = rooms;
  }

  /** A page of accounts, or the one that is looked for by address or id. */
  Future<Reply> list(RoutingContext ctx) {
    Optional<String> wanted = AdminQuery.text(ctx, "find", MAX_FIND);
    Optional<String> after = AdminQuery.text(ctx, "after", RoomRequest.MAX_ID);
    return gate.operator(ctx)
        .compose(
            who ->
                wanted.isPresent()
                    ? accounts.admin().find(wanted.get())
                    : accounts.admin().list(after, PAGE))
        .map(found -> Reply.ok(json(found)));
  }

  private Map<String, Object> json(Slice<AccountAdmin.Listed> found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accounts", found.items().stream().map(this::json).toList());
    found.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  private Map<String, Object> json(AccountAdmin.Listed listed) {
    Account account = listed.account();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", account.id());
    json.put("mail", listed.mail());
    listed.name().ifPresent(name -> json.put("name", name));
    json.put("createdAt", account.createdAt());
    json.put("operator", account.operator());
    account.suspendedAt().ifPresent(at -> json.put("suspendedAt", at));
    json.put("totp", SecondFactors.isOn(account));
    json.put("sessions", accounts.sessions().alive(account).size());
    json.put("rooms", Accounts.rooms(account).size());
    return json;
  }

  /** Suspends or resumes an account, or changes whether it is an operator's. */
  Future<Reply> change(RoutingContext ctx) {
    String id = id(ctx);
    Map<String, Object> json = BodyReader.object(ctx, List.of("suspended", "operator"));
    if (json.size() != 1 || !(json.values().iterator().next() instanceof Boolean wanted)) {
      throw Refusal.field("", "Must be one of 'suspended' and 'operator', true or false");
    }
    boolean suspends = json.containsKey("suspended");
    String action =
        suspends
            ? wanted ? "account.suspended" : "account.resumed"
            : wanted ? "account.operator-made" : "account.operator-removed";
    return gate.change(
            ctx,
            action,
            Audit.account(id),
            who ->
                suspends
                    ? accounts
                        .admin()
                        .suspend(who.id(), id, wanted)
                        .compose(
                            account -> wanted ? revokeTokens(account) : Future.succeededFuture())
                    : accounts.admin().makeOperator(who.id(), id, wanted).mapEmpty())
        .compose(done -> accounts.admin().get(id))
        .map(account -> Reply.ok(json(account)));
  }

  /**
   * Tokens of rooms are signed and ask nobody, so those of a suspended account's rooms are
   * replaced; once it may sign in again, it finds the new ones.
   */
  private Future<Void> revokeTokens(Account account) {
    Future<Void> all = Future.succeededFuture();
    for (Accounts.OwnRoom own : Accounts.rooms(account)) {
      all =
          all.compose(done -> rooms.get(own.code()))
              .compose(room -> revokeTokens(room, own))
              .recover(AdminAccountRoutes::unlessGone);
    }
    return all.compose(done -> renewRoles.apply(account));
  }

  private Future<Void> revokeTokens(Room room, Accounts.OwnRoom own) {
    return room.id().orElse("").equals(own.id())
        ? rooms.revokeTokens(room.code(), room.tokenVersion(), Ids.random()).mapEmpty()
        : Future.succeededFuture();
  }

  private static Future<Void> unlessGone(Throwable fault) {
    return fault instanceof Refusal why
            && Set.of(ErrorCode.UNKNOWN_ROOM, ErrorCode.BAD_TOKEN).contains(why.code())
        ? Future.succeededFuture()
        : Future.failedFuture(fault);
  }

  Future<Reply> endSessions(RoutingContext ctx) {
    String id = id(ctx);
    return gate.change(
            ctx,
            "account.sessions-ended",
            Audit.account(id),
            who -> accounts.admin().endSessions(who.session(), id))
        .map(done -> Reply.nothing());
  }

  private static String id(RoutingContext ctx) {
    String id = ctx.pathParam("account");
    if (id.length() > RoomRequest.MAX_ID) {
      throw Refusal.field("/account", "There is no such account");
    }
    return id;
  }
}
