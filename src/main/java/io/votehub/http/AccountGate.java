package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.SignedIn;
import io.votehub.accounts.Visitor;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.identity.WebOrigin;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Guards the calls of accounts: they need https or a loopback address, and what changes something
 * must come from a page of this hub. A cookie alone proves nothing then, so pages of other sites
 * cannot act for somebody who is signed in (CSRF).
 */
final class AccountGate implements Handler<RoutingContext> {
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");
  private static final String LOOPBACK_PREFIX = "127.";

  private final Accounts accounts;
  private final Optional<String> publicUrl;
  private final SecurityLog security;
  private final AccountCookies cookies;

  AccountGate(Accounts accounts, Optional<String> publicUrl, SecurityLog security) {
    this.accounts = accounts;
    this.publicUrl = publicUrl;
    this.security = security;
    cookies = new AccountCookies(publicUrl.filter(url -> url.startsWith("https:")).isPresent());
  }

  AccountCookies cookies() {
    return cookies;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!isSecure(ctx)) {
      ctx.fail(
          Refusal.of(
              ErrorCode.FORBIDDEN,
              "Accounts need https: set public.url to the hub's https address"));
      return;
    }
    try {
      requireSameOrigin(ctx);
      ctx.next();
    } catch (Refusal refusal) {
      ctx.fail(refusal);
    }
  }

  /** Whether what is sent cannot be read on the way. */
  boolean isSecure(RoutingContext ctx) {
    if (cookies.isHttps(ctx)) {
      return true;
    }
    SocketAddress peer = ctx.request().connection().remoteAddress();
    HostAndPort host = ctx.request().authority();
    return peer != null
        && isLoopback(peer.hostAddress())
        && host != null
        && isLoopback(host.host());
  }

  private static boolean isLoopback(String host) {
    return host != null
        && (LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
            || host.startsWith(LOOPBACK_PREFIX)
            || host.equals("0:0:0:0:0:0:0:1"));
  }

  /**
   * Checks that an unsafe request was made by a page of this hub, or by no browser and without a
   * cookie.
   *
   * @throws Refusal {@code forbidden} if not
   */
  private void requireSameOrigin(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (SAFE.contains(request.method())) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    boolean same =
        site != null
            ? site.equals("same-origin")
            : origin != null
                ? WebOrigin.normal(origin).equals(WebOrigin.normal(address(ctx)))
                : cookies.get(ctx, AccountCookies.Kind.SESSION).isEmpty()
                    && cookies.get(ctx, AccountCookies.Kind.PENDING).isEmpty();
    if (!same) {
      security.refused(Event.ORIGIN, "origin", Optional.empty(), RoomRequest.from(ctx));
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only pages of this hub may do that");
    }
  }

  /** Where the hub is for this browser, without a trailing slash. */
  private String address(RoutingContext ctx) {
    return publicUrl.orElseGet(() -> ctx.request().scheme() + "://" + ctx.request().authority());
  }

  /**
   * Who is signed in; fails with {@code bad-token} if nobody is, and with {@code forbidden} if the
   * account still has to set up a second factor.
   */
  Future<SignedIn> signedIn(RoutingContext ctx) {
    return withoutSecondFactor(ctx).map(this::requireSecondFactor);
  }

  private SignedIn requireSecondFactor(SignedIn who) {
    if (accounts.lacksSecondFactor(who.account())) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN, "This hub asks for a second factor: set one up on your account");
    }
    return who;
  }

  /**
   * Who is signed in, also by an account that still has to set up a second factor: for what leads
   * to one, shows the account, or ends its sessions.
   */
  Future<SignedIn> withoutSecondFactor(RoutingContext ctx) {
    return cookies
        .get(ctx, AccountCookies.Kind.SESSION)
        .map(token -> accounts.sessions().verify(token))
        .orElseGet(() -> Future.failedFuture(Refusal.of(ErrorCode.BAD_TOKEN, "Sign in first")));
  }

  /** Who is signed in and has proved a factor lately; else fails with {@code step-up}. */
  Future<SignedIn> proved(RoutingContext ctx) {
    return provedWithoutSecondFactor(ctx).map(this::requireSecondFactor);
  }

  /** As {@link #proved}, also by an account that still has to set up a second factor. */
  Future<SignedIn> provedWithoutSecondFactor(RoutingContext ctx) {
    return withoutSecondFactor(ctx)
        .map(
            who -> {
              accounts.sessions().requireProved(who);
              return who;
            });
  }

  /**
   * Who is signed in, for calls beside those of accounts, which this handler has not seen.
   *
   * @throws Refusal {@code forbidden} if the request is not one of this hub's pages
   */
  Future<Optional<SignedIn>> visitorOfRooms(RoutingContext ctx) {
    if (cookies.get(ctx, AccountCookies.Kind.SESSION).isEmpty() || !isSecure(ctx)) {
      return Future.succeededFuture(Optional.empty());
    }
    requireSameOrigin(ctx);
    return signedIn(ctx)
        .map(Optional::of)
        .recover(
            fault ->
                fault instanceof Refusal refusal && refusal.code() == ErrorCode.BAD_TOKEN
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(fault));
  }

  /** The id of the account whose session or key came with a request. */
  Future<Optional<String>> actor(RoutingContext ctx) {
    return cookies.get(ctx, AccountCookies.Kind.SESSION).isEmpty()
        ? Future.succeededFuture(ApiKeyGate.account(ctx))
        : withoutSecondFactor(ctx).map(who -> Optional.of(who.account().id()));
  }

  /** Makes the account the owner of a new room. */
  Future<Void> claim(Account who, Room room) {
    return accounts.claim(who, room);
  }

  Visitor visitor(RoutingContext ctx) {
    List<LanguageHeader> languages = ctx.acceptableLanguages();
    return new Visitor(
        Browsers.name(ctx.request().getHeader("User-Agent")),
        cookies.get(ctx, AccountCookies.Kind.DEVICE),
        languages.isEmpty() ? "en" : languages.get(0).tag().toLowerCase(Locale.ROOT),
        address(ctx));
  }
}
