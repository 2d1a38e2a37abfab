package io.votehub.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.votehub.logging.LogContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.trace.RequestId;
import io.votehub.trace.TraceParent;
import io.votehub.trace.TraceSpan;
import io.votehub.trace.Tracing;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of every request: assigns the request id, continues or begins its trace, sets
 * the security headers, enforces the request timeout, and writes the access log at level debug,
 * without tokens and queries.
 */
final class RequestGate implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger("votehub.http");
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String ID_KEY = "votehub.request-id";
  private static final String TRACE_KEY = "votehub.traceparent";

  private final Vertx vertx;
  private final long timeoutMs;
  private final SecurityHeaders headers;
  private final RequestMeters meters;
  private final Tracing tracing;

  RequestGate(
      Vertx vertx, long timeoutMs, SecurityHeaders headers, RequestMeters meters, Tracing tracing) {
    this.vertx = vertx;
    this.timeoutMs = timeoutMs;
    this.headers = headers;
    this.meters = meters;
    this.tracing = tracing;
  }

  /** The id of a request that this handler has seen. */
  static String id(RoutingContext ctx) {
    return ctx.get(ID_KEY, "-");
  }

  /** Where the trace of such a request goes on; null if it belongs to none. */
  static String traceparent(RoutingContext ctx) {
    return ctx.get(TRACE_KEY);
  }

  @Override
  public void handle(RoutingContext ctx) {
    long startedAt = System.nanoTime();
    String id = RequestId.givenOrNew(ctx.request().getHeader(RequestId.HEADER));
    ctx.put(ID_KEY, id);
    ctx.response().putHeader(RequestId.HEADER, id);
    TraceSpan span = trace(ctx);
    LogContext.set(new RequestFields(id, ctx.request().path(), traceparent(ctx)));
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
          end(span, ctx);
          log(ctx, id, startedAt);
        });
    ctx.next();
  }

  /** Continues the trace that the request names, or begins one; the response names it too. */
  private TraceSpan trace(RoutingContext ctx) {
    String given = ctx.request().getHeader(TraceParent.HEADER);
    boolean valid = TraceParent.read(given).isPresent();
    TraceSpan span = TraceSpan.NONE;
    if (tracing.isOn()) {
      String method = ctx.request().method().name();
      span =
          tracing
              .begin(Tracing.Kind.SERVER, KNOWN.contains(method) ? method : "HTTP", given)
              .with("http.request.method", method)
              .with("url.path", ctx.request().path());
    }
    String goesOn = span.isRecorded() ? span.traceparent() : valid ? given : null;
    if (goesOn != null) {
      ctx.put(TRACE_KEY, goesOn);
      ctx.response().putHeader(TraceParent.HEADER, goesOn);
    }
    return span;
  }

  private static void end(TraceSpan span, RoutingContext ctx) {
    if (span.isRecorded()) {
      int status = ctx.response().getStatusCode();
      span.with("http.response.status_code", status);
      if (status >= 500) {
        span.failed("HTTP " + status);
      }
      span.end();
    }
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
