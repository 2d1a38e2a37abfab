package io.votehub.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.Ids;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of every request: assigns the request id, sets the security headers, enforces
 * the request timeout, and writes the access log at level debug, without tokens and queries.
 */
final class RequestGate implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger("votehub.http");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String ID_HEADER = "X-Request-Id";
  private static final String ID_KEY = "votehub.request-id";

  private final Vertx vertx;
  private final long timeoutMs;
  private final SecurityHeaders headers;
  private final RequestMeters meters;

  RequestGate(Vertx vertx, long timeoutMs, SecurityHeaders headers, RequestMeters meters) {
    this.vertx = vertx;
    this.timeoutMs = timeoutMs;
    this.headers = headers;
    this.meters = meters;
  }

  /** The id of a request that this handler has seen. */
  static String id(RoutingContext ctx) {
    return ctx.get(ID_KEY, "-");
  }

  @Override
  public void handle(RoutingContext ctx) {
    long startedAt = System.nanoTime();
    String id = givenOrNewId(ctx.request());
    ctx.put(ID_KEY, id);
    ctx.response().putHeader(ID_HEADER, id);
    headers.put(ctx.response());
    long timer = vertx.setTimer(timeoutMs, late -> timeOut(ctx));
    ctx.addHeadersEndHandler(
        begins ->
            meters.began(
                ctx.request().path(),
                ctx.response().getStatusCode(),
                System.nanoTime() - startedAt));
    ctx.addEndHandler(
        ended -> {
          vertx.cancelTimer(timer);
          log(ctx, id, startedAt);
        });
    ctx.next();
  }

  private static String givenOrNewId(HttpServerRequest request) {
    String given = request.getHeader(ID_HEADER);
    return given != null && ID.matcher(given).matches() ? given : Ids.random();
  }

  private static void timeOut(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (response.headWritten()) {
      return;
    }
    if (ctx.request().isEnded()) {
      Problems.fail(ctx, 503, Refusal.of(ErrorCode.UNAVAILABLE));
    } else {
      response.putHeader("Connection", "close");
      Refusal slow = Refusal.of(ErrorCode.BAD_MESSAGE, "The request was not received in time");
      Problems.fail(ctx, 408, slow);
      ctx.request().connection().close();
    }
  }

  private static void log(RoutingContext ctx, String id, long startedAt) {
    if (LOG.isDebugEnabled()) {
      HttpServerRequest request = ctx.request();
      long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
      LOG.debug(
          "{} {} {} {} {} ms",
          id,
          request.method(),
          request.path(),
          ctx.response().getStatusCode(),
          ms);
    }
  }
}
