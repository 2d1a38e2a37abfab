package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.FactorLetters.Change;
import io.votehub.accounts.NewSession;
import io.votehub.accounts.Passkey;
import io.votehub.accounts.Passkeys;
import io.votehub.accounts.Passkeys.Ceremony;
import io.votehub.accounts.Passkeys.Proof;
import io.votehub.accounts.Passkeys.Reason;
import io.votehub.accounts.SignedIn;
import io.votehub.accounts.StoredPasskeys;
import io.votehub.accounts.Visitor;
import io.votehub.http.AccountCookies.Kind;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The routes of passkeys: adding and removing them, and proving one. Each takes two calls; the
 * first gives the browser the options for its authenticator and a cookie that holds the challenge.
 */
final class PasskeyRoutes {
  private static final String FOR = "for";
  private static final String TOKEN = "token";
  private static final String CREDENTIAL = "credential";
  private static final Map<String, Reason> REASONS =
      Map.of(
          "sign-in",
          Reason.SIGN_IN,
          "second",
          Reason.SECOND,
          "step-up",
          Reason.STEP_UP,
          "reset",
          Reason.RESET);

  private final Accounts accounts;
  private final Passkeys passkeys;
  private final AccountGate gate;
  private final SessionRoutes sessions;
  private final RequestLimiter limiter;
  private final SecurityLog security;

  PasskeyRoutes(
      Accounts accounts,
      AccountGate gate,
      SessionRoutes sessions,
      HttpParts parts,
      RequestLimiter limiter) {
    this.accounts = accounts;
    this.passkeys = accounts.passkeys();
    this.gate = gate;
    this.sessions = sessions;
    this.limiter = limiter;
    this.security = parts.security();
  }

  /** Begins to sign in, to prove the second factor, or to prove once more who it is. */
  Future<Reply> beginProof(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.objectOrNothing(ctx, Set.of(FOR, TOKEN));
    Reason reason = REASONS.get(String.valueOf(json.getOrDefault(FOR, "sign-in")));
    if (reason == null) {
      throw Refusal.field("/for", "Must be 'sign-in', 'second', 'step-up' or 'reset'");
    }
    return limiter
        .attempt(ctx, () -> ceremony(ctx, reason, String.valueOf(json.get(TOKEN))))
        .map(ceremony -> begun(ctx, ceremony));
  }

  private Future<Ceremony> ceremony(RoutingContext ctx, Reason reason, String token) {
    Visitor visitor = gate.visitor(ctx);
    if (reason == Reason.SIGN_IN) {
      return Future.succeededFuture(passkeys.beginSignIn(visitor));
    }
    Future<Account> whose =
        switch (reason) {
          case RESET -> accounts.passwordChange().account(token);
          case SECOND -> halfSignedIn(ctx);
          default -> owner(ctx);
        };
    return whose.compose(account -> passkeys.beginProof(account, reason, visitor));
  }

  private Future<Account> owner(RoutingContext ctx) {
    return gate.withoutSecondFactor(ctx).map(who -> who.account());
  }

  private Future<Account> halfSignedIn(RoutingContext ctx) {
    return accounts
        .signIn()
        .halfSignedIn(pending(ctx))
        .map(found -> found.orElseThrow(PasskeyRoutes::beginAgain));
  }

  private String pending(RoutingContext ctx) {
    return gate.cookies().get(ctx, Kind.PENDING).orElseThrow(PasskeyRoutes::beginAgain);
  }

  private static Refusal beginAgain() {
    return Refusal.of(ErrorCode.BAD_CREDENTIALS, "Sign in again; it took too long");
  }

  private Reply begun(RoutingContext ctx, Ceremony ceremony) {
    gate.cookies().put(ctx, Kind.PASSKEY, ceremony.ticket());
    return Reply.created(Map.of("publicKey", ceremony.options()));
  }

  /** Ends what {@link #beginProof} began. */
  Future<Reply> prove(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of(CREDENTIAL));
    ValidationErrors faults = new ValidationErrors();
    Map<String, Object> credential = credential(faults, json);
    faults.throwIfAny();
    Visitor visitor = gate.visitor(ctx);
    return limiter
        .attempt(
            ctx,
            () ->
                passkeys
                    .prove(takeTicket(ctx), credential, visitor)
                    .compose(proof -> proved(ctx, proof, visitor)))
        .map(session -> sessions.started(ctx, session))
        .recover(fault -> sessions.refused(ctx, fault));
  }

  private Future<NewSession> proved(RoutingContext ctx, Proof proof, Visitor visitor) {
    return switch (proof.reason()) {
      case SIGN_IN -> accounts.signIn().byPasskey(proof, visitor);
      case SECOND -> accounts.signIn().secondByPasskey(pending(ctx), proof, visitor);
      // That is sent with the new password.
      case RESET -> Future.failedFuture(Refusal.of(ErrorCode.BAD_CREDENTIALS));
      case STEP_UP ->
          gate.withoutSecondFactor(ctx)
              .compose(who -> accounts.signIn().stepUpByPasskey(who, proof, visitor));
    };
  }

  /** Checks what a passkey signed as the second factor beside a link; uses up its challenge. */
  static Future<Proof> besideLink(
      RoutingContext ctx, Accounts accounts, AccountGate gate, Map<String, Object> credential) {
    return accounts.passkeys().prove(takeTicket(ctx, gate), credential, gate.visitor(ctx));
  }

  private String takeTicket(RoutingContext ctx) {
    return takeTicket(ctx, gate);
  }

  private static String takeTicket(RoutingContext ctx, AccountGate gate) {
    String ticket = gate.cookies().get(ctx, Kind.PASSKEY).orElseThrow(PasskeyRoutes::beginAgain);
    gate.cookies().remove(ctx, Kind.PASSKEY);
    return ticket;
  }

  static Map<String, Object> credential(ValidationErrors faults, Map<String, Object> json) {
    Map<String, Object> credential = new LinkedHashMap<>();
    if (json.get(CREDENTIAL) instanceof Map<?, ?> given) {
      given.forEach((name, value) -> credential.put(String.valueOf(name), value));
    } else {
      faults.add("/credential", "Must be an object");
    }
    return credential;
  }

  Future<Reply> list(RoutingContext ctx) {
    return gate.withoutSecondFactor(ctx)
        .compose(who -> passkeys.stored().list(who.account()))
        .map(all -> Reply.ok(Map.of("passkeys", all.stream().map(PasskeyRoutes::json).toList())));
  }

  static Map<String, Object> json(Passkey passkey) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", passkey.id());
    json.put("name", passkey.name());
    json.put("createdAt", passkey.createdAt());
    json.put("usedAt", passkey.usedAt());
    return json;
  }

  Future<Reply> beginAdding(RoutingContext ctx) {
    BodyReader.objectOrNothing(ctx, Set.of());
    return gate.provedWithoutSecondFactor(ctx)
        .compose(who -> passkeys.beginAdding(who.account(), gate.visitor(ctx)))
        .map(ceremony -> begun(ctx, ceremony));
  }

  /** Without a name it gets that of the browser. */
  Future<Reply> add(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of(CREDENTIAL, "name"));
    Visitor visitor = gate.visitor(ctx);
    ValidationErrors faults = new ValidationErrors();
    Map<String, Object> credential = credential(faults, json);
    String name = json.containsKey("name") ? name(faults, json) : visitor.client();
    faults.throwIfAny();
    return gate.provedWithoutSecondFactor(ctx)
        .compose(
            who ->
                passkeys
                    .add(who.account(), takeTicket(ctx), credential, name, visitor)
                    .onSuccess(added -> changed(ctx, who, Change.PASSKEY_ADDED)))
        .map(
            added -> {
              Map<String, Object> reply = json(added.passkey());
              if (!added.recoveryCodes().isEmpty()) {
                reply.put("recoveryCodes", added.recoveryCodes());
              }
              return Reply.created(reply);
            });
  }

  private static String name(ValidationErrors faults, Map<String, Object> json) {
    return faults.text(json.get("name"), "/name", StoredPasskeys.MAX_NAME);
  }

  Future<Reply> rename(RoutingContext ctx) {
    ValidationErrors faults = new ValidationErrors();
    String name = name(faults, BodyReader.object(ctx, List.of("name")));
    faults.throwIfAny();
    return gate.withoutSecondFactor(ctx)
        .compose(who -> passkeys.stored().rename(who.account(), ctx.pathParam("passkey"), name))
        .map(done -> Reply.nothing());
  }

  Future<Reply> remove(RoutingContext ctx) {
    return gate.proved(ctx)
        .compose(who -> remove(ctx, who, ctx.pathParam("passkey")))
        .map(done -> Reply.nothing());
  }

  private Future<Void> remove(RoutingContext ctx, SignedIn who, String id) {
    return passkeys
        .stored()
        .remove(who.account(), id)
        .onSuccess(
            done -> {
              if (StoredPasskeys.has(who.account(), id)) {
                changed(ctx, who, Change.PASSKEY_REMOVED);
              }
            });
  }

  private void changed(RoutingContext ctx, SignedIn who, Change change) {
    security.done(Event.FACTOR_CHANGED, RoomRequest.from(ctx));
    accounts.factorLetters().send(who.account(), change, gate.visitor(ctx));
  }
}
