package io.votehub.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.identity.WebOrigin;
import java.util.List;
import java.util.Optional;

/**
 * Lets pages of the sites that the operator names make calls and read the answers (the CORS
 * protocol of the Fetch standard). The origin itself is echoed, and credentials are never allowed:
 * a call is proven by a token, which a page has to send by itself. All other sites are told
 * nothing, so that browsers keep the answers from them.
 *
 * <p>Not Vert.x's own handler: it refuses each request with another origin, and the hub's own pages
 * have one where they are reached by an address that nobody told the hub.
 */
final class CrossOrigin implements Handler<RoutingContext> {
  private static final String ANY = "*";
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS = "Authorization, Content-Type, X-Request-Id";
  private static final String ANSWER_HEADERS =
      "Content-Disposition, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
  private static final String KEPT_SECONDS = "600";

  private final List<String> allowed;
  private final SecurityLog security;

  /**
   * @param origins of the sites; {@code *} for any
   */
  CrossOrigin(List<String> origins, SecurityLog security) {
    this.allowed = origins.stream().map(WebOrigin::normal).toList();
    this.security = security;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    HttpServerResponse response = ctx.response();
    String origin = request.getHeader("Origin");
    boolean preflight =
        request.method().equals(HttpMethod.OPTIONS)
            && origin != null
            && request.headers().contains("Access-Control-Request-Method");
    if (!allowed.isEmpty()) {
      // Also where it is not allowed: a cache must not give that answer to one that is.
      response.headers().add("Vary", "Origin");
    }
    if (origin != null && allows(origin)) {
      response
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
      if (preflight) {
        response
            .putHeader("Access-Control-Allow-Methods", METHODS)
            .putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
            .putHeader("Access-Control-Max-Age", KEPT_SECONDS)
            .setStatusCode(204)
            .end();
        return;
      }
    } else if (preflight) {
      security.refused(Event.ORIGIN, "origin", Optional.empty(), RoomRequest.from(ctx));
    }
    ctx.next();
  }

  private boolean allows(String origin) {
    return allowed.contains(ANY) || allowed.contains(WebOrigin.normal(origin));
  }
}
