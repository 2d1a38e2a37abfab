package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.poll.Refusal;
import io.votehub.push.Subscriptions;
import java.util.Map;

/** The routes with which a voter's browser asks to be told by push when a poll opens. */
final class PushRoutes {
  private final RequestLimiter limiter;
  private final Subscriptions subscriptions;

  PushRoutes(RequestLimiter limiter, Subscriptions subscriptions) {
    this.limiter = limiter;
    this.subscriptions = subscriptions;
  }

  /** The key with which browsers subscribe. */
  Future<Reply> key(RoomRequest request) {
    return Future.succeededFuture(Reply.ok(Map.of("key", subscriptions.applicationServerKey())));
  }

  /** Adds what the browser subscribed; may be repeated. */
  Future<Reply> add(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    return limited(request)
        .compose(allowed -> subscriptions.add(request.room(), voter(request), json))
        .map(id -> Reply.ok(Map.of("id", id)));
  }

  /** Ends a subscription of the voter's own; may be repeated. */
  Future<Reply> remove(RoomRequest request) {
    String id = request.ctx().pathParam("subscription");
    if (id.length() > RoomRequest.MAX_ID) {
      throw Refusal.field("/subscription", "Is no id of a subscription");
    }
    return limited(request)
        .compose(allowed -> subscriptions.remove(request.room(), voter(request), id))
        .map(removed -> Reply.nothing());
  }

  private Future<Void> limited(RoomRequest request) {
    return limiter.voter(request.ctx(), request.ctx().request().getHeader("Authorization"));
  }

  private static String voter(RoomRequest request) {
    return request.who().orElseThrow().voter();
  }
}
