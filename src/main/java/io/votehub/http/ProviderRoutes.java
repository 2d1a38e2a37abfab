package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.FactorLetters;
import io.votehub.accounts.FactorLetters.Change;
import io.votehub.accounts.NewSession;
import io.votehub.accounts.ProviderSignIn;
import io.votehub.accounts.ProviderSignIn.Link;
import io.votehub.accounts.ProviderSignIn.UnlinkedException;
import io.votehub.accounts.SecondFactorException;
import io.votehub.accounts.SignedIn;
import io.votehub.accounts.oauth.ProviderException;
import io.votehub.http.AccountCookies.Kind;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes by which people sign in with a provider. The browser comes back from there by an
 * address that anybody may write into a link, so it only ever goes on to the account page, with one
 * of a few words that say what happened.
 */
final class ProviderRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderRoutes.class);
  private static final String PAGE = "/account";
  private static final int MAX_PARAMETER = 4_096;
  private static final Pattern ID = Pattern.compile("[a-z]{1,20}");

  private final FactorLetters letters;
  private final ProviderSignIn providers;
  private final AccountGate gate;
  private final SessionRoutes sessions;
  private final RequestLimiter limiter;
  private final SecurityLog security;

  ProviderRoutes(
      Accounts accounts,
      AccountGate gate,
      SessionRoutes sessions,
      HttpParts parts,
      RequestLimiter limiter) {
    this.letters = accounts.factorLetters();
    this.providers = accounts.providers();
    this.gate = gate;
    this.sessions = sessions;
    this.limiter = limiter;
    this.security = parts.security();
  }

  private static String id(RoutingContext ctx) {
    return ctx.pathParam("provider");
  }

  /** Exactly the address that is registered with the provider. */
  private String redirect(RoutingContext ctx) {
    return gate.visitor(ctx).address() + "/api/v1/auth/" + id(ctx) + "/callback";
  }

  /** Begins to sign in; with {@code link} to link the account of who is signed in. */
  Future<Reply> start(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.objectOrNothing(ctx, Set.of("link"));
    boolean link = Boolean.TRUE.equals(json.get("link"));
    return limiter
        .attempt(
            ctx,
            () ->
                link
                    ? gate.proved(ctx).map(who -> Optional.of(who.account()))
                    : Future.succeededFuture(Optional.<Account>empty()))
        .compose(account -> providers.begin(id(ctx), account, redirect(ctx)))
        .map(
            begun -> {
              gate.cookies().put(ctx, Kind.PROVIDER, begun.ticket());
              return Reply.created(Map.of("location", begun.location()));
            });
  }

  /** The provider sent the browser back. */
  Future<Reply> callback(RoutingContext ctx) {
    Optional<String> ticket = gate.cookies().get(ctx, Kind.PROVIDER);
    if (ticket.isEmpty() || !ID.matcher(id(ctx)).matches()) {
      return Future.succeededFuture(problem(ctx, "late"));
    }
    gate.cookies().remove(ctx, Kind.PROVIDER);
    ProviderSignIn.Callback callback =
        new ProviderSignIn.Callback(
            parameter(ctx, "state").orElse(""),
            parameter(ctx, "code"),
            parameter(ctx, "iss"),
            parameter(ctx, "error"));
    return whoever(ctx)
        .compose(
            who ->
                providers
                    .complete(
                        id(ctx), ticket.get(), callback, who, redirect(ctx), gate.visitor(ctx))
                    .map(session -> done(ctx, who, session)))
        .recover(fault -> counted(ctx, fault).map(noted -> failed(ctx, fault)));
  }

  /** A parameter that is given once. */
  private static Optional<String> parameter(RoutingContext ctx, String name) {
    var all = ctx.queryParam(name);
    return all.size() == 1
        ? Optional.of(all.get(0)).filter(text -> text.length() <= MAX_PARAMETER)
        : Optional.empty();
  }

  private Future<Optional<SignedIn>> whoever(RoutingContext ctx) {
    return gate.withoutSecondFactor(ctx)
        .map(Optional::of)
        .recover(
            fault ->
                fault instanceof Refusal refusal && refusal.code() == ErrorCode.BAD_TOKEN
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(fault));
  }

  private Reply done(RoutingContext ctx, Optional<SignedIn> who, Optional<NewSession> session) {
    if (session.isPresent()) {
      sessions.started(ctx, session.get());
      return to("");
    }
    who.ifPresent(owner -> changed(ctx, owner, Change.PROVIDER_LINKED));
    return to("?linked=" + id(ctx));
  }

  /** What came back and proves nothing counts as a wrong attempt. */
  private Future<Void> counted(RoutingContext ctx, Throwable fault) {
    boolean wrong =
        fault instanceof ProviderException from
            ? from.reason() == ProviderException.Reason.REFUSED
            : fault instanceof Refusal why && why.code() == ErrorCode.BAD_CREDENTIALS;
    return wrong ? limiter.wrong(ctx) : Future.succeededFuture();
  }

  private Reply failed(RoutingContext ctx, Throwable fault) {
    if (fault instanceof SecondFactorException second) {
      gate.cookies().put(ctx, Kind.PENDING, second.pending());
      return to("?second");
    }
    if (fault instanceof ProviderException from) {
      LOG.info("Sign-in with {} failed: {}", id(ctx), from.getMessage(), from.getCause());
      return problem(ctx, from.reason().name().toLowerCase(Locale.ROOT));
    }
    if (fault instanceof UnlinkedException) {
      return problem(ctx, "unlinked");
    }
    if (fault instanceof Refusal refusal) {
      return problem(
          ctx,
          switch (refusal.code()) {
            case CONFLICT -> "taken";
            case BAD_CREDENTIALS, BAD_TOKEN, BAD_REQUEST -> "late";
            default -> "away";
          });
    }
    LOG.error("Sign-in with {} failed", id(ctx), fault);
    return problem(ctx, "away");
  }

  private Reply problem(RoutingContext ctx, String word) {
    security.refused(Event.SIGN_IN, "provider-" + word, Optional.empty(), RoomRequest.from(ctx));
    String provider = ID.matcher(id(ctx)).matches() ? "&provider=" + id(ctx) : "";
    return to("?problem=" + word + provider);
  }

  private static Reply to(String query) {
    return new Reply(303, "", Buffer.buffer(), Map.of("Location", PAGE + query));
  }

  Future<Reply> list(RoutingContext ctx) {
    return gate.withoutSecondFactor(ctx)
        .compose(who -> providers.list(who.account()))
        .map(all -> Reply.ok(Map.of("providers", all.stream().map(ProviderRoutes::json).toList())));
  }

  static Map<String, Object> json(Link link) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", link.id());
    json.put("name", link.name());
    link.linkedAt().ifPresent(at -> json.put("linkedAt", at));
    return json;
  }

  Future<Reply> unlink(RoutingContext ctx) {
    return gate.proved(ctx)
        .compose(
            who ->
                providers
                    .unlink(who.account(), id(ctx))
                    .onSuccess(
                        done -> {
                          if (ProviderSignIn.isLinked(who.account(), id(ctx))) {
                            changed(ctx, who, Change.PROVIDER_UNLINKED);
                          }
                        }))
        .map(done -> Reply.nothing());
  }

  private void changed(RoutingContext ctx, SignedIn who, Change change) {
    security.done(Event.FACTOR_CHANGED, RoomRequest.from(ctx));
    letters.send(who.account(), change, gate.visitor(ctx));
  }
}
