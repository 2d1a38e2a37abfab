package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.SignedIn;
import io.votehub.audit.Audit;
import io.votehub.http.AccountCookies.Kind;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes by which people get their data, change their address, and erase their account. */
final class AccountDataRoutes {
  private static final String DELETE_ROOMS = "delete";
  private static final String HAND_OVER = "hand-over";

  private final HttpParts parts;
  private final Accounts accounts;
  private final AccountGate gate;
  private final RequestLimiter limiter;
  private final SecurityLog security;

  AccountDataRoutes(Accounts accounts, AccountGate gate, HttpParts parts, RequestLimiter limiter) {
    this.parts = parts;
    this.accounts = accounts;
    this.gate = gate;
    this.limiter = limiter;
    this.security = parts.security();
  }

  /** Streams all data of the account; if it fails midway the connection is closed. */
  Future<Void> export(RoutingContext ctx) {
    return onCallerContext(ctx.vertx(), gate.provedWithoutSecondFactor(ctx))
        .compose(
            who ->
                onCallerContext(ctx.vertx(), accounts.profile(who.account()))
                    .compose(
                        profile ->
                            send(ctx, who, new AccountExport(parts, accounts, who, profile))));
  }

  private Future<Void> send(RoutingContext ctx, SignedIn who, AccountExport export) {
    String id = who.account().id();
    accounts.audit().record(id, "account.exported", Audit.account(id), Audit.DONE);
    HttpServerResponse response = ctx.response();
    response
        .putHeader("Content-Type", Reply.JSON)
        .putHeader("Content-Disposition", "attachment; filename=\"votehub-account.json\"");
    return new LineStream<>(
            response,
            Buffer.buffer(),
            () -> onCallerContext(ctx.vertx(), export.next().map(AccountDataRoutes::one)),
            Buffer::buffer)
        .send();
  }

  private static Iterator<String> one(Optional<String> text) {
    return text.map(List::of).orElseGet(List::of).iterator();
  }

  /** Asks for the erasure of the account; ends all its sessions. */
  Future<Reply> erase(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of("rooms", "heir"));
    Optional<String> heir = heir(json);
    return gate.provedWithoutSecondFactor(ctx)
        .compose(who -> accounts.erasures().ask(who, heir, gate.visitor(ctx)))
        .map(
            dueAt -> {
              security.done(Event.ERASURE_ASKED, RoomRequest.from(ctx));
              gate.cookies().remove(ctx, Kind.SESSION);
              return Reply.json(202, Map.of("eraseAt", dueAt));
            });
  }

  private static Optional<String> heir(Map<String, Object> json) {
    ValidationErrors faults = new ValidationErrors();
    Object rooms = json.get("rooms");
    Optional<String> heir = SessionRoutes.optional(faults, json, "heir");
    if (!DELETE_ROOMS.equals(rooms) && !HAND_OVER.equals(rooms)) {
      faults.add("/rooms", "Must be " + DELETE_ROOMS + " or " + HAND_OVER);
    } else if (heir.isPresent() != HAND_OVER.equals(rooms)) {
      faults.add("/heir", "Goes with " + HAND_OVER + ": the address of the account that gets them");
    }
    faults.throwIfAny();
    return heir;
  }

  Future<Reply> changeMail(RoutingContext ctx) {
    String mail = text(ctx, "mail");
    return gate.proved(ctx)
        .compose(who -> accounts.mailChange().ask(who, mail, gate.visitor(ctx)))
        .map(
            done -> {
              if (done) {
                security.done(Event.MAIL_CHANGED, RoomRequest.from(ctx));
              }
              return done ? Reply.nothing() : Reply.json(202, Map.of("confirm", "mail"));
            });
  }

  Future<Reply> confirmMail(RoutingContext ctx) {
    String secret = text(ctx, "token");
    return limiter
        .attempt(ctx, () -> accounts.mailChange().confirm(secret, gate.visitor(ctx)))
        .map(done -> mailChanged(ctx));
  }

  Future<Reply> undoMail(RoutingContext ctx) {
    String secret = text(ctx, "token");
    return limiter
        .attempt(ctx, () -> accounts.mailChange().undo(secret))
        .map(done -> mailChanged(ctx));
  }

  private Reply mailChanged(RoutingContext ctx) {
    security.done(Event.MAIL_CHANGED, RoomRequest.from(ctx));
    return Reply.nothing();
  }

  /** Invites somebody by mail; for operators. */
  Future<Reply> invite(RoutingContext ctx) {
    String mail = text(ctx, "mail");
    return gate.proved(ctx)
        .map(AccountDataRoutes::requireOperator)
        .compose(who -> accounts.registrations().invite(who, mail, gate.visitor(ctx)))
        .map(
            link -> {
              Map<String, Object> json = new LinkedHashMap<>();
              link.ifPresentOrElse(to -> json.put("link", to), () -> json.put("sent", true));
              return Reply.json(202, json);
            });
  }

  private static SignedIn requireOperator(SignedIn who) {
    if (!who.account().operator()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "This is for operators of the hub");
    }
    return who;
  }

  private static String text(RoutingContext ctx, String name) {
    Map<String, Object> json = BodyReader.object(ctx, List.of(name));
    ValidationErrors faults = new ValidationErrors();
    String value = SessionRoutes.secret(faults, json, name);
    faults.throwIfAny();
    return value;
  }
}
