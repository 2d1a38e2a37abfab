package io.votehub.http;

import io.vertx.ext.web.RoutingContext;
import io.votehub.poll.Refusal;
import java.util.Optional;

/** The query parameters of operators' calls. */
final class AdminQuery {
  private AdminQuery() {}

  /**
   * A text; empty if it is not given.
   *
   * @throws Refusal {@code bad-request} if it is too long
   */
  static Optional<String> text(RoutingContext ctx, String name, int atMost) {
    Optional<String> value =
        Optional.ofNullable(ctx.request().getParam(name)).filter(text -> !text.isBlank());
    if (value.filter(text -> text.length() > atMost).isPresent()) {
      throw Refusal.field("/" + name, "Must have at most " + atMost + " characters");
    }
    return value;
  }

  /**
   * A time in UTC milliseconds since the epoch.
   *
   * @throws Refusal {@code bad-request} if it is none
   */
  static long time(RoutingContext ctx, String name, long otherwise) {
    Optional<String> value = text(ctx, name, 16);
    try {
      return value.map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException fault) {
      throw Refusal.field("/" + name, "Must be a time in milliseconds since 1970");
    }
  }
}
