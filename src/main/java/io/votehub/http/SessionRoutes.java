package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.AccountSettings;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.ClonedPasskeyException;
import io.votehub.accounts.LockedException;
import io.votehub.accounts.NewSession;
import io.votehub.accounts.SecondFactorException;
import io.votehub.accounts.SecondFactors;
import io.votehub.accounts.StoredPasskeys;
import io.votehub.http.AccountCookies.Kind;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The routes by which people sign in and out. */
final class SessionRoutes {
  private static final int MAX_FIELD = 1_024;

  private final Accounts accounts;
  private final AccountGate gate;
  private final RequestLimiter limiter;
  private final SecurityLog security;

  SessionRoutes(Accounts accounts, AccountGate gate, HttpParts parts, RequestLimiter limiter) {
    this.accounts = accounts;
    this.gate = gate;
    this.limiter = limiter;
    this.security = parts.security();
  }

  /** What a page has to know before anybody has signed in. */
  Future<Reply> show(RoutingContext ctx) {
    boolean secure = gate.isSecure(ctx);
    AccountSettings settings = accounts.settings();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("secure", secure);
    json.put("registration", settings.registration().name().toLowerCase(Locale.ROOT));
    json.put("mail", settings.mail().isPresent());
    json.put(
        "providers",
        settings.providers().stream()
            .map(each -> Map.of("id", each.id(), "name", each.name()))
            .toList());
    if (secure) {
      accounts
          .passkeys()
          .domain(gate.visitor(ctx))
          .ifPresent(domain -> json.put("passkeyDomain", domain));
    }
    Future<Boolean> signedIn =
        secure
            ? gate.withoutSecondFactor(ctx).map(true).recover(SessionRoutes::nobody)
            : Future.succeededFuture(false);
    return signedIn.compose(
        known -> {
          json.put("signedIn", known);
          return secondFactors(ctx)
              .map(
                  factors -> {
                    if (!factors.isEmpty()) {
                      json.put("second", factors);
                    }
                    return Reply.ok(json);
                  });
        });
  }

  /** How somebody whose first factor was proved can prove the second. */
  private Future<List<String>> secondFactors(RoutingContext ctx) {
    return gate.cookies()
        .get(ctx, Kind.PENDING)
        .map(pending -> accounts.signIn().halfSignedIn(pending).map(SessionRoutes::factors))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }

  private static List<String> factors(Optional<Account> found) {
    List<String> factors = new ArrayList<>();
    if (found.filter(SecondFactors::hasApp).isPresent()) {
      factors.add("totp");
    }
    if (found.filter(account -> StoredPasskeys.count(account) > 0).isPresent()) {
      factors.add("passkey");
    }
    return factors;
  }

  private static Future<Boolean> nobody(Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.BAD_TOKEN
        ? Future.succeededFuture(false)
        : Future.failedFuture(fault);
  }

  Future<Reply> signIn(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of("mail", "password", "totp"));
    ValidationErrors faults = new ValidationErrors();
    String mail = faults.text(json.get("mail"), "/mail", MAX_FIELD);
    String password = secret(faults, json, "password");
    Optional<String> code = optional(faults, json, "totp");
    faults.throwIfAny();
    return limiter
        .attempt(ctx, () -> accounts.signIn().signIn(mail, password, code, gate.visitor(ctx)))
        .map(session -> started(ctx, session))
        .recover(fault -> refused(ctx, fault));
  }

  /** Proves the second factor of a sign-in, or once more that the owner is there. */
  Future<Reply> second(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of("code", "password"));
    ValidationErrors faults = new ValidationErrors();
    Optional<String> code = optional(faults, json, "code");
    Optional<String> password = optional(faults, json, "password");
    faults.throwIfAny();
    return limiter
        .attempt(ctx, () -> prove(ctx, code, password))
        .map(session -> started(ctx, session))
        .recover(fault -> refused(ctx, fault));
  }

  private Future<NewSession> prove(
      RoutingContext ctx, Optional<String> code, Optional<String> password) {
    Optional<String> pending = gate.cookies().get(ctx, Kind.PENDING);
    return pending.isPresent() && code.isPresent()
        ? accounts.signIn().second(pending.get(), code.get(), gate.visitor(ctx))
        : gate.withoutSecondFactor(ctx)
            .compose(who -> accounts.signIn().stepUp(who, code, password, gate.visitor(ctx)));
  }

  Future<Reply> signOut(RoutingContext ctx) {
    return gate.withoutSecondFactor(ctx)
        .compose(
            who ->
                accounts
                    .sessions()
                    .end(who.account().id(), each -> each.hash().equals(who.session().hash()))
                    .onSuccess(ended -> accounts.noteSelf(who, "account.sign-out")))
        .map(true)
        .recover(SessionRoutes::nobody)
        .map(
            ended -> {
              gate.cookies().remove(ctx, Kind.SESSION);
              return Reply.nothing();
            });
  }

  /** Gives the browser its cookies. */
  Reply started(RoutingContext ctx, NewSession session) {
    gate.cookies().put(ctx, Kind.SESSION, session.token());
    gate.cookies().put(ctx, Kind.DEVICE, session.device());
    if (gate.cookies().get(ctx, Kind.PENDING).isPresent()) {
      gate.cookies().remove(ctx, Kind.PENDING);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("account", session.account().id());
    json.put("expiresAt", session.expiresAt());
    return Reply.created(json);
  }

  /** Writes the refusal to the security log, and sets what has to be told with it. */
  <T> Future<T> refused(RoutingContext ctx, Throwable fault) {
    Throwable told = fault;
    if (fault instanceof ClonedPasskeyException) {
      security.refused(Event.SIGN_IN, "counter", Optional.empty(), RoomRequest.from(ctx));
      return Future.failedFuture(Refusal.of(ErrorCode.BAD_CREDENTIALS));
    }
    if (fault instanceof SecondFactorException second) {
      gate.cookies().put(ctx, Kind.PENDING, second.pending());
      told = Refusal.of(ErrorCode.SECOND_FACTOR);
    } else if (fault instanceof LockedException locked) {
      told = locked(ctx, locked);
    }
    if (told instanceof Refusal refusal) {
      security.refused(
          Event.SIGN_IN, refusal.code().wire(), Optional.empty(), RoomRequest.from(ctx));
    }
    return Future.failedFuture(told);
  }

  /** The refusal of a locked name; its headers say when to come back. */
  static Refusal locked(RoutingContext ctx, LockedException locked) {
    ctx.response()
        .putHeader("Retry-After", Long.toString(locked.retryAfterS()))
        .putHeader("RateLimit", "\"sign-in\";r=0;t=" + locked.retryAfterS())
        .putHeader("RateLimit-Policy", "\"sign-in\";q=5;w=900");
    return Refusal.of(ErrorCode.RATE_LIMITED, "Too many attempts; wait before the next");
  }

  /** A field that is taken as it is, spaces and all. */
  static String secret(ValidationErrors faults, Map<String, Object> json, String name) {
    return optional(faults, json, name)
        .orElseGet(
            () -> {
              if (json.get(name) == null) {
                faults.add("/" + name, "Is missing");
              }
              return "";
            });
  }

  static Optional<String> optional(ValidationErrors faults, Map<String, Object> json, String name) {
    Object value = json.get(name);
    if (value != null && !(value instanceof String text && text.length() <= MAX_FIELD)) {
      faults.add("/" + name, "Must be a text of at most " + MAX_FIELD + " characters");
      return Optional.empty();
    }
    return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
  }
}
