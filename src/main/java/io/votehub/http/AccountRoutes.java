package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.FactorLetters.Change;
import io.votehub.accounts.LockedException;
import io.votehub.accounts.PasswordChange;
import io.votehub.accounts.SecondFactors;
import io.votehub.accounts.SignedIn;
import io.votehub.accounts.StoredPasskeys;
import io.votehub.http.AccountCookies.Kind;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.people.AccountSession;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.ValidationErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes by which people make an account and look after it. */
final class AccountRoutes {
  private static final int MAX_NAME = 100;

  /** Answers to whoever asks for a link take as long, whether there is an account or not. */
  private static final long RESET_ANSWER_MS = 250;

  /** So many rooms are listed; the newest claims are not distinguishable, so by code. */
  private static final int MAX_ROOMS = 200;

  private final HttpParts parts;
  private final Accounts accounts;
  private final AccountGate gate;
  private final RequestLimiter limiter;
  private final SecurityLog security;

  AccountRoutes(Accounts accounts, AccountGate gate, HttpParts parts, RequestLimiter limiter) {
    this.parts = parts;
    this.accounts = accounts;
    this.gate = gate;
    this.limiter = limiter;
    this.security = parts.security();
  }

  Future<Reply> register(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of("mail", "password", "name"));
    ValidationErrors faults = new ValidationErrors();
    String mail = faults.text(json.get("mail"), "/mail", MAX_NAME * 3);
    String password = SessionRoutes.secret(faults, json, "password");
    Optional<String> name =
        json.get("name") == null
            ? Optional.empty()
            : Optional.of(faults.text(json.get("name"), "/name", MAX_NAME));
    faults.throwIfAny();
    return limiter
        .request(
            ctx, () -> accounts.registrations().register(mail, password, name, gate.visitor(ctx)))
        .map(
            id ->
                id.map(made -> Reply.created(Map.of("id", made)))
                    .orElseGet(() -> Reply.json(202, Map.of("confirm", "mail"))));
  }

  Future<Reply> confirm(RoutingContext ctx) {
    String secret = field(BodyReader.object(ctx, List.of("token")), "token");
    return limiter
        .attempt(ctx, () -> accounts.registrations().confirm(secret))
        .map(id -> Reply.created(Map.of("id", id)));
  }

  private static String field(Map<String, Object> json, String name) {
    ValidationErrors faults = new ValidationErrors();
    String value = SessionRoutes.secret(faults, json, name);
    faults.throwIfAny();
    return value;
  }

  Future<Reply> show(RoutingContext ctx) {
    return gate.withoutSecondFactor(ctx)
        .compose(
            who ->
                accounts
                    .profile(who.account())
                    .compose(profile -> rooms(who).map(rooms -> json(who, profile, rooms))))
        .map(Reply::ok);
  }

  private Map<String, Object> json(
      SignedIn who, Accounts.Profile profile, List<Map<String, Object>> rooms) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", profile.account().id());
    json.put("mail", profile.mail());
    profile.name().ifPresent(name -> json.put("name", name));
    json.put("operator", profile.account().operator());
    json.put("createdAt", profile.account().createdAt());
    json.put("totp", SecondFactors.hasApp(profile.account()));
    json.put("passkeys", StoredPasskeys.count(profile.account()));
    json.put("recoveryCodes", profile.account().recovery().size());
    json.put("secondFactorMissing", accounts.lacksSecondFactor(profile.account()));
    json.put(
        "sessions",
        accounts.sessions().alive(profile.account()).stream()
            .map(each -> session(each, who.session()))
            .toList());
    json.put("rooms", rooms);
    return json;
  }

  private static Map<String, Object> session(AccountSession session, AccountSession own) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", session.id());
    json.put("client", session.client());
    json.put("createdAt", session.createdAt());
    json.put("usedAt", session.usedAt());
    json.put("current", session.id().equals(own.id()));
    return json;
  }

  /** The rooms of an account that still exist, each with a presenter's token. */
  private Future<List<Map<String, Object>>> rooms(SignedIn who) {
    if (accounts.lacksSecondFactor(who.account())) {
      return Future.succeededFuture(List.of());
    }
    List<Future<Optional<Map<String, Object>>>> found = new ArrayList<>();
    for (Accounts.OwnRoom own : Accounts.rooms(who.account())) {
      if (found.size() < MAX_ROOMS) {
        found.add(
            parts
                .rooms()
                .get(own.code())
                .map(room -> room(room, own))
                .recover(fault -> gone(who, own, fault)));
      }
    }
    return Future.all(found)
        .map(all -> found.stream().map(Future::result).flatMap(Optional::stream).toList());
  }

  private Optional<Map<String, Object>> room(Room room, Accounts.OwnRoom own) {
    if (!room.id().orElse("").equals(own.id())) {
      return Optional.empty();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("createdAt", room.createdAt());
    json.put("token", parts.tokens().owner(room));
    return Optional.of(json);
  }

  private Future<Optional<Map<String, Object>>> gone(
      SignedIn who, Accounts.OwnRoom own, Throwable fault) {
    boolean deleted = fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM;
    return deleted
        ? accounts.release(who.account(), own).map(Optional.empty())
        : Future.failedFuture(fault);
  }

  /** Answers after the same time, whatever there is to do. */
  Future<Reply> askForReset(RoutingContext ctx) {
    String mail = field(BodyReader.object(ctx, List.of("mail")), "mail");
    return limiter
        .request(
            ctx,
            () -> {
              accounts.passwordChange().request(mail, gate.visitor(ctx));
              return ctx.vertx().timer(RESET_ANSWER_MS);
            })
        .map(Reply.json(202, Map.of("sent", "maybe")));
  }

  Future<Reply> reset(RoutingContext ctx) {
    Map<String, Object> json =
        BodyReader.object(ctx, List.of("token", "password", "code", "credential"));
    ValidationErrors faults = new ValidationErrors();
    String secret = SessionRoutes.secret(faults, json, "token");
    String password = SessionRoutes.secret(faults, json, "password");
    Optional<String> code = SessionRoutes.optional(faults, json, "code");
    Optional<Map<String, Object>> credential =
        json.get("credential") == null
            ? Optional.empty()
            : Optional.of(PasskeyRoutes.credential(faults, json));
    faults.throwIfAny();
    PasswordChange.Second second =
        new PasswordChange.Second(
            code,
            credential.map(signed -> () -> PasskeyRoutes.besideLink(ctx, accounts, gate, signed)));
    return limiter
        .attempt(
            ctx,
            () -> accounts.passwordChange().complete(secret, password, second, gate.visitor(ctx)))
        .map(
            done -> {
              security.done(Event.PASSWORD_CHANGED, RoomRequest.from(ctx));
              gate.cookies().remove(ctx, Kind.SESSION);
              return Reply.nothing();
            })
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof LockedException locked
                        ? SessionRoutes.locked(ctx, locked)
                        : fault));
  }

  Future<Reply> changePassword(RoutingContext ctx) {
    String password = field(BodyReader.object(ctx, List.of("password")), "password");
    return gate.proved(ctx)
        .compose(who -> accounts.passwordChange().change(who, password, gate.visitor(ctx)))
        .map(
            done -> {
              security.done(Event.PASSWORD_CHANGED, RoomRequest.from(ctx));
              return Reply.nothing();
            });
  }

  /** Begins to set an authenticator up. */
  Future<Reply> beginTotp(RoutingContext ctx) {
    BodyReader.objectOrNothing(ctx, Set.of());
    return gate.provedWithoutSecondFactor(ctx)
        .compose(who -> accounts.secondFactors().begin(who.account()))
        .map(
            setup -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("secret", setup.secret());
              json.put("uri", setup.uri());
              json.put("qr", QrSvg.svg(setup.uri()).toString(StandardCharsets.UTF_8));
              return Reply.created(json);
            });
  }

  Future<Reply> confirmTotp(RoutingContext ctx) {
    String code = field(BodyReader.object(ctx, List.of("code")), "code");
    return gate.provedWithoutSecondFactor(ctx)
        .compose(
            who ->
                accounts
                    .secondFactors()
                    .confirm(who.account(), code)
                    .onSuccess(codes -> factorChanged(ctx, who, Change.APP_ADDED)))
        .map(codes -> Reply.ok(Map.of("recoveryCodes", codes)));
  }

  Future<Reply> newRecoveryCodes(RoutingContext ctx) {
    BodyReader.objectOrNothing(ctx, Set.of());
    return gate.proved(ctx)
        .compose(
            who ->
                accounts
                    .secondFactors()
                    .newRecoveryCodes(who.account())
                    .onSuccess(codes -> factorChanged(ctx, who, Change.RECOVERY_CODES_REPLACED)))
        .map(codes -> Reply.created(Map.of("recoveryCodes", codes)));
  }

  Future<Reply> removeTotp(RoutingContext ctx) {
    return gate.proved(ctx)
        .compose(
            who ->
                accounts
                    .secondFactors()
                    .turnOff(who.account())
                    .onSuccess(
                        done -> {
                          if (SecondFactors.hasApp(who.account())) {
                            factorChanged(ctx, who, Change.APP_REMOVED);
                          }
                        }))
        .map(done -> Reply.nothing());
  }

  private void factorChanged(RoutingContext ctx, SignedIn who, Change change) {
    security.done(Event.FACTOR_CHANGED, RoomRequest.from(ctx));
    accounts.factorLetters().send(who.account(), change, gate.visitor(ctx));
  }

  /** Ends another session of the account, or all of them but this one by the id {@code others}. */
  Future<Reply> endSession(RoutingContext ctx) {
    String id = ctx.pathParam("session");
    return gate.withoutSecondFactor(ctx)
        .compose(
            who ->
                accounts
                    .sessions()
                    .end(
                        who.account().id(),
                        each ->
                            id.equals("others")
                                ? !each.hash().equals(who.session().hash())
                                : each.id().equals(id))
                    .onSuccess(ended -> accounts.noteSelf(who, "account.sessions-ended")))
        .map(done -> Reply.nothing());
  }

  /** Makes the account the owner of a room; the owner's token proves that it may. */
  Future<Reply> claim(RoomRequest request) {
    BodyReader.objectOrNothing(request.ctx(), Set.of());
    RoutingContext ctx = request.ctx();
    // Its own header proves the presenter, so the cookie has to be asked for beside it.
    return gate.signedIn(ctx)
        .compose(who -> accounts.claim(who.account(), request.room()))
        .map(done -> Reply.nothing());
  }
}
