package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.votehub.image.ImageFile;
import io.votehub.image.Images;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Picture;
import io.votehub.poll.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The routes that take and serve the pictures of rooms. */
final class ImageRoutes {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String SMALL = "640";

  private final Images images;

  ImageRoutes(HttpParts parts) {
    this.images = parts.images();
  }

  /** Takes a picture; the caller has authorised the request. */
  Future<Reply> add(RoomRequest request) {
    String type = request.ctx().request().getHeader("Content-Type");
    // Pages of other origins can send a body of these types only after a CORS preflight.
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("image/")) {
      throw Refusal.of(ErrorCode.BAD_IMAGE, "Send the file as image/jpeg or image/png");
    }
    String room = request.room().code();
    return images
        .add(room, BodyReader.bytes(request.ctx()))
        .map(
            picture -> {
              String url = "/i/" + picture.id();
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("id", picture.id());
              json.put("url", url);
              json.put("width", picture.width());
              json.put("height", picture.height());
              return Reply.created(json).with("Location", url);
            });
  }

  /** A picture for anybody who knows its id: of any room, or of the one in the query alone. */
  Future<Reply> show(RoutingContext ctx) {
    String id = ctx.pathParam("image");
    Optional<String> room = Optional.ofNullable(ctx.request().getParam("room"));
    if (!Picture.isId(id)) {
      throw Refusal.of(ErrorCode.UNKNOWN_IMAGE);
    }
    boolean small = SMALL.equals(ctx.request().getParam("width"));
    String etag = '"' + id + (small ? "-" + SMALL : "") + '"';
    Images.Form form = small ? Images.Form.SMALL : Images.Form.LARGE;
    return room.map(code -> find(code, id, form))
        .orElseGet(() -> images.find(id, form))
        .map(
            found ->
                found
                    .map(file -> reply(file, etag, ctx))
                    .orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_IMAGE)));
  }

  private Future<Optional<ImageFile>> find(String room, String id, Images.Form form) {
    return JoinCode.read(room)
        .map(code -> images.find(code, id, form))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private static Reply reply(ImageFile file, String etag, RoutingContext ctx) {
    String known = ctx.request().getHeader("If-None-Match");
    Reply reply =
        known != null && known.contains(etag)
            ? new Reply(304, "", Buffer.buffer())
            : new Reply(200, file.mediaType(), Buffer.buffer(file.bytes()));
    return reply
        .with("Cache-Control", IMMUTABLE)
        .with("ETag", etag)
        .with("Content-Security-Policy", "default-src 'none'");
  }
}
