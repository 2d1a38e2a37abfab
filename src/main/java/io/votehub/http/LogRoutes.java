package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.votehub.hublog.HubLog;
import io.votehub.poll.Refusal;
import io.votehub.proof.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The routes of the hub's log, for everybody. */
final class LogRoutes {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";

  /** What a tile of a certain width has never changes. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");

  private final HubLog log;

  LogRoutes(HubLog log) {
    this.log = log;
  }

  Future<Reply> checkpoint(RoutingContext ctx) {
    return log.checkpoint()
        .map(note -> new Reply(200, TEXT, Buffer.buffer(note)).with("Cache-Control", "no-store"));
  }

  Future<Reply> tile(RoutingContext ctx) {
    Optional<TilePath> path = TilePath.parse(ctx.pathParam("*"));
    if (path.isEmpty()) {
      return Future.failedFuture(new HttpException(404));
    }
    TilePath tile = path.get();
    Future<Optional<Buffer>> found =
        tile.level() == TilePath.ENTRIES
            ? log.bundle(tile.index(), tile.width())
            : log.tile(tile.level(), tile.index(), tile.width());
    return found.map(
        bytes ->
            new Reply(200, BYTES, bytes.orElseThrow(() -> new HttpException(404)))
                .with("Cache-Control", FOR_EVER));
  }

  Future<Reply> consistency(RoutingContext ctx) {
    long from = size(ctx, "from");
    long to = size(ctx, "to");
    return log.consistency(from, to)
        .map(
            hashes -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("from", from);
              json.put("to", to);
              json.put("hashes", hashes.stream().map(Hash::base64).toList());
              return Reply.ok(json);
            });
  }

  private static long size(RoutingContext ctx, String name) {
    String text = ctx.request().getParam(name);
    if (text == null || !SIZE.matcher(text).matches()) {
      throw Refusal.field('/' + name, "Is a number of entries");
    }
    return Long.parseLong(text);
  }
}
