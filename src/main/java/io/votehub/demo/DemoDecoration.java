package io.votehub.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes the room of the demo a room of its own: pictures, looks, and teams for the quiz. */
final class DemoDecoration {
  private static final Logger LOG = LoggerFactory.getLogger(DemoDecoration.class);
  private static final String ACCENT = "#5b2a86";

  private final Vertx vertx;
  private final DemoCalls calls;
  private final DemoRoom room;
  private final Map<DemoPicture, String> pictures = new EnumMap<>(DemoPicture.class);

  DemoDecoration(Vertx vertx, DemoCalls calls, DemoRoom room) {
    this.vertx = vertx;
    this.calls = calls;
    this.room = room;
  }

  /**
   * The ids of the pictures, once the room has all of it. What the hub refuses is left out: the
   * demo goes on without.
   */
  Future<Map<DemoPicture, String>> apply() {
    Future<?> sent = Future.succeededFuture();
    for (DemoPicture each : DemoPicture.values()) {
      sent = sent.compose(before -> send(each));
    }
    return sent.compose(all -> looks())
        .compose(done -> teams())
        .onFailure(fault -> LOG.debug("The demo's room is not decorated", fault))
        .map(done -> pictures)
        .otherwise(pictures);
  }

  private Future<?> send(DemoPicture picture) {
    return vertx
        .executeBlocking(picture::png)
        .compose(png -> calls.send(path() + "/images", token(), "image/png", png))
        .onSuccess(kept -> pictures.put(picture, (String) kept.get("id")));
  }

  private Future<?> looks() {
    Map<String, Object> theme = Map.of("accent", ACCENT, "logo", pictures.get(DemoPicture.LOGO));
    return calls.call(HttpMethod.PATCH, path(), token(), Map.of("theme", theme));
  }

  private Future<?> teams() {
    List<Map<String, Object>> teams =
        List.of(Map.of("name", "Cyclists"), Map.of("name", "Walkers"), Map.of("name", "Riders"));
    Map<String, Object> rules = Map.of("names", "generated", "teams", teams);
    return calls.call(HttpMethod.PUT, path() + "/players", token(), rules);
  }

  private String path() {
    return "/api/v1/rooms/" + room.code();
  }

  private Optional<String> token() {
    return Optional.of(room.token());
  }
}
