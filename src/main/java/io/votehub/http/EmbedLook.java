package io.votehub.http;

import io.vertx.ext.web.RoutingContext;
import io.votehub.poll.Theme;
import java.util.Optional;

/**
 * How a page looks in a frame of another site, as the address of the frame asks for.
 *
 * @param mode light or dark, for people who have not chosen themselves; empty for the device's
 * @param transparent whether the site around it shows through
 */
record EmbedLook(Optional<Theme.Mode> mode, boolean transparent) {
  static EmbedLook of(RoutingContext ctx) {
    Optional<Theme.Mode> mode =
        Theme.Mode.of(ctx.request().getParam("mode")).filter(each -> each != Theme.Mode.AUTO);
    return new EmbedLook(mode, ctx.request().params().contains("transparent"));
  }

  /** The page with these looks. */
  String applied(String html) {
    StringBuilder attributes = new StringBuilder();
    mode.ifPresent(each -> attributes.append("data-mode=\"").append(each.wire()).append("\" "));
    if (transparent) {
      attributes.append("class=\"overlay\" ");
    }
    return html.replaceFirst(
        mode.isPresent() ? "<html (data-mode=\"[a-z]*\" )?" : "<html ", "<html " + attributes);
  }
}
