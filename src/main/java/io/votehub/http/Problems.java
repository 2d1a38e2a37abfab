package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns failures into problem details (RFC 9457). An unexpected failure becomes {@code
 * unavailable}: it is logged with the request's id, and the response does not reveal its cause.
 */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger("votehub.http");
  static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPE = "urn:votehub:problem:";

  private Problems() {}

  /** Installs handlers for the failures of all routes and for requests without a route. */
  static void handle(Router router) {
    router.errorHandler(400, ctx -> fail(ctx, 400, Refusal.of(ErrorCode.BAD_MESSAGE)));
    router.errorHandler(404, Problems::notFound);
    router.errorHandler(405, Problems::notAllowed);
    router.errorHandler(413, ctx -> fail(ctx, 413, Refusal.of(ErrorCode.TOO_LARGE)));
    router.errorHandler(500, Problems::fail);
  }

  private static void notFound(RoutingContext ctx) {
    if (!ctx.request().path().startsWith("/api/")) {
      new Reply(404, "text/plain; charset=utf-8", Buffer.buffer("There is nothing here.\n"))
          .send(ctx.response());
      return;
    }
    fail(ctx, 404, Refusal.of(ErrorCode.BAD_MESSAGE, "There is nothing at this path"));
  }

  private static void notAllowed(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (!response.headers().contains("Allow")) {
      // Everything outside the API is read-only.
      response.putHeader("Allow", "GET, HEAD");
    }
    fail(ctx, 405, Refusal.of(ErrorCode.BAD_MESSAGE, "This path does not support the method"));
  }

  private static void fail(RoutingContext ctx) {
    if (ctx.failure() instanceof Refusal refusal) {
      fail(ctx, refusal.code().status(), refusal);
      return;
    }
    if (ctx.failure() instanceof ConflictException conflict) {
      Refusal refusal = conflict.refusal();
      Map<String, Object> json = json(refusal.code().status(), refusal);
      json.put("current", conflict.current());
      fail(ctx, refusal.code().status(), refusal, Json.write(json));
      return;
    }
    if (ctx.failure() instanceof BodyReader.NotJsonException fault) {
      fail(ctx, 415, Refusal.of(ErrorCode.BAD_MESSAGE, fault.getMessage()));
      return;
    }
    // Vert.x rejects some requests itself, such as those with an invalid percent-encoding.
    if (ctx.statusCode() >= 400 && ctx.statusCode() < 500) {
      fail(ctx, ctx.statusCode(), Refusal.of(ErrorCode.BAD_MESSAGE));
      return;
    }
    LOG.error("Request {} failed", RequestGate.id(ctx), ctx.failure());
    fail(ctx, 503, Refusal.of(ErrorCode.UNAVAILABLE));
  }

  /** Responds with another status than that of the error code. */
  static void fail(RoutingContext ctx, int status, Refusal refusal) {
    fail(ctx, status, refusal, body(status, refusal));
  }

  private static void fail(RoutingContext ctx, int status, Refusal refusal, String body) {
    HttpServerResponse response = ctx.response();
    if (response.headWritten()) {
      // The head is written: only closing the connection can signal an incomplete response.
      ctx.request().connection().close();
      return;
    }
    if (refusal.code() == ErrorCode.BAD_TOKEN) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    if (refusal.code().retry() && !response.headers().contains("Retry-After")) {
      response.putHeader("Retry-After", "1");
    }
    new Reply(status, MEDIA_TYPE, Buffer.buffer(body)).send(response);
  }

  /** The problem as JSON. */
  static String body(int status, Refusal refusal) {
    return Json.write(json(status, refusal));
  }

  private static Map<String, Object> json(int status, Refusal refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE + refusal.code().wire());
    json.put("title", refusal.code().title());
    json.put("status", status);
    json.put("detail", refusal.getMessage());
    json.put("code", refusal.code().wire());
    if (!refusal.faults().isEmpty()) {
      List<Object> errors = new ArrayList<>();
      refusal
          .faults()
          .forEach(
              fault -> errors.add(Map.of("pointer", fault.pointer(), "detail", fault.detail())));
      json.put("errors", errors);
    }
    if (refusal.lateMs() >= 0) {
      json.put("lateMs", refusal.lateMs());
    }
    if (!refusal.challenge().isEmpty()) {
      json.put("challenge", refusal.challenge());
    }
    return json;
  }
}
