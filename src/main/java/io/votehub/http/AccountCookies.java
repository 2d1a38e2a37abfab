package io.votehub.http;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cookies of accounts: {@code HttpOnly}, {@code SameSite=Lax}, for this host alone. With https
 * their names have the prefix {@code __Host-}, by which browsers hold everybody to that; without,
 * on a loopback address, browsers would refuse it.
 */
public final class AccountCookies {
  private static final long SECOND_FACTOR_S = 300;
  private static final long DEVICE_S = 365L * 24 * 3600;
  private static final long PASSKEY_S = 300;
  private static final long PROVIDER_S = 600;
  private static final int MAX = 1_000;
  private static final int MAX_COOKIES = 100;
  private static final String HOST_PREFIX = "__Host-";

  /** What a cookie is for. */
  enum Kind {
    SESSION("votehub", -1),
    /** The first factor was proved. */
    PENDING("votehub-second", SECOND_FACTOR_S),
    /** A passkey was asked for. */
    PASSKEY("votehub-passkey", PASSKEY_S),
    /** A provider was asked who it is. */
    PROVIDER("votehub-provider", PROVIDER_S),
    /** The owner signed in with this browser before. */
    DEVICE("votehub-device", DEVICE_S);

    private final String name;
    private final long maxAgeS;

    Kind(String name, long maxAgeS) {
      this.name = name;
      this.maxAgeS = maxAgeS;
    }
  }

  private final boolean publicHttps;

  /**
   * @param publicHttps whether browsers reach the hub by https, whatever a proxy makes of it
   */
  AccountCookies(boolean publicHttps) {
    this.publicHttps = publicHttps;
  }

  /** Whether the browser reached the hub by https. */
  boolean isHttps(RoutingContext ctx) {
    return publicHttps || ctx.request().isSSL();
  }

  private String name(RoutingContext ctx, Kind kind) {
    return (isHttps(ctx) ? HOST_PREFIX : "") + kind.name;
  }

  /**
   * The secret of a session in the value of a Cookie header.
   *
   * @param header may be null
   */
  public static Optional<String> session(String header) {
    if (header == null) {
      return Optional.empty();
    }
    return Arrays.stream(header.split(";", MAX_COOKIES))
        .map(String::strip)
        .filter(
            pair ->
                pair.startsWith(Kind.SESSION.name + "=")
                    || pair.startsWith(HOST_PREFIX + Kind.SESSION.name + "="))
        .map(pair -> pair.substring(pair.indexOf('=') + 1))
        .findFirst();
  }

  Optional<String> get(RoutingContext ctx, Kind kind) {
    Cookie cookie = ctx.request().getCookie(name(ctx, kind));
    return Optional.ofNullable(cookie)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MAX);
  }

  void put(RoutingContext ctx, Kind kind, String value) {
    add(ctx, kind, value, kind.maxAgeS);
  }

  void remove(RoutingContext ctx, Kind kind) {
    add(ctx, kind, "", 0);
  }

  private void add(RoutingContext ctx, Kind kind, String value, long maxAgeS) {
    String cookie =
        name(ctx, kind)
            + '='
            + value
            + "; Path=/; HttpOnly; SameSite=Lax"
            + (isHttps(ctx) ? "; Secure" : "")
            + (maxAgeS < 0 ? "" : "; Max-Age=" + maxAgeS);
    ctx.response().headers().add("Set-Cookie", cookie);
  }
}
