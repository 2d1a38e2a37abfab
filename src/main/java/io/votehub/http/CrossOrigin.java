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
 * Allows pages of configured origins to call the API and read the responses (CORS, Fetch standard).
 * The response names the requesting origin, and credentials are never allowed: calls are
 * authenticated by a token that the page sends explicitly. Responses to other origins have no CORS
 * headers, so browsers withhold them.
 *
 * <p>Not Vert.x's {@code CorsHandler}: it rejects requests of any other origin, which includes the
 * hub's own pages when they are reached at an address that is not configured.
 */
final class CrossOrigin implements Handler<RoutingContext> {
  private static final String ANY = "*";
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS = "Authorization, Content-Type, X-Request-Id";
  private static final String EXPOSED_HEADERS =
      "Content-Disposition, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
  private static final String MAX_AGE_SECONDS = "600";

  private final List<String> allowed;
  private final SecurityLog security;

  /**
   * @param origins the allowed origins; {@code *} for any
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
      // For other origins too: a cache must not serve their response to an allowed origin.
      response.headers().add("Vary", "Origin");
    }
    if (origin != null && allows(origin)) {
      response
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
      if (preflight) {
        response
            .putHeader("Access-Control-Allow-Methods", METHODS)
            .putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
            .putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS)
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
