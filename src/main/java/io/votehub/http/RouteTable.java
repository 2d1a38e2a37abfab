package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.RoomRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The calls of the API by their paths: who may make them, how their bodies are read, and how they
 * are answered.
 */
final class RouteTable {
  private final Router router;
  private final RequestAuthorizer authorizer;
  private final BodyReader bodies;
  private final MemoryShare responseMemory;

  /** The methods of each path, for the Allow header of a 405. */
  private final Map<String, List<String>> methods = new LinkedHashMap<>();

  RouteTable(Router router, RequestAuthorizer authorizer, HttpParts parts) {
    this.router = router;
    this.authorizer = authorizer;
    bodies = new BodyReader(parts.settings().maxBodyBytes(), parts.memory().bodies());
    responseMemory = parts.memory().answers();
  }

  /** Whoever has any token of the room, or none. */
  Function<RoutingContext, Future<Reply>> anyone(Function<RoomRequest, Future<Reply>> call) {
    return ctx -> authorizer.anyone(ctx).compose(call);
  }

  Function<RoutingContext, Future<Reply>> voter(Function<RoomRequest, Future<Reply>> call) {
    return ctx -> authorizer.voter(ctx).compose(call);
  }

  Function<RoutingContext, Future<Reply>> presenter(Function<RoomRequest, Future<Reply>> call) {
    return atLeast(RoomRole.PRESENTER, call);
  }

  Function<RoutingContext, Future<Reply>> atLeast(
      RoomRole role, Function<RoomRequest, Future<Reply>> call) {
    return ctx -> authorizer.atLeast(role, ctx).compose(call);
  }

  /** A call whose body, if it has one, is of the usual size. */
  void call(HttpMethod method, String path, Function<RoutingContext, Future<Reply>> call) {
    Route route = route(method, path);
    if (!method.equals(HttpMethod.GET)) {
      route.handler(bodies);
    }
    reply(route, call);
  }

  /** A call with a body for which there is a reader of its own. */
  void upload(String path, BodyReader body, Function<RoutingContext, Future<Reply>> call) {
    reply(route(HttpMethod.POST, path).handler(body), call);
  }

  private void reply(Route route, Function<RoutingContext, Future<Reply>> call) {
    route.handler(
        ctx ->
            onCallerContext(ctx.vertx(), call.apply(ctx))
                .map(
                    answer -> {
                      answer.send(ctx, responseMemory);
                      return answer;
                    })
                .onFailure(ctx::fail));
  }

  /** A call that writes its answer itself. */
  void stream(String path, Function<RoutingContext, Future<Void>> call) {
    route(HttpMethod.GET, path).handler(ctx -> call.apply(ctx).onFailure(ctx::fail));
  }

  /** A call that reads a body with a reader of its own, and writes its answer itself. */
  void streamUpload(String path, BodyReader body, Function<RoutingContext, Future<Void>> call) {
    route(HttpMethod.POST, path).handler(body).handler(ctx -> call.apply(ctx).onFailure(ctx::fail));
  }

  private Route route(HttpMethod method, String path) {
    methods.computeIfAbsent(path, first -> new ArrayList<>()).add(method.name());
    return router.route(method, path);
  }

  /** What comes first at such paths, whatever the method. */
  void guard(String path, Handler<RoutingContext> handler) {
    router.route(path).handler(handler);
  }

  /** Answers 405 where a path is known; to be called once all calls are there. */
  void rejectOtherMethods() {
    methods.forEach(
        (path, allowed) ->
            router
                .route(path)
                .handler(
                    ctx -> {
                      ctx.response().putHeader("Allow", String.join(", ", allowed));
                      ctx.fail(405);
                    }));
  }
}
