package io.votehub.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/**
 * Serves the service worker of the pages. Its address is at the root, because a worker is in charge
 * of what is below its folder, and stays the same in all versions; so browsers ask whether it has
 * changed. Immutable.
 */
final class ServiceWorkerScript implements Handler<RoutingContext> {
  static final String NAME = "sw.js";

  /** A worker has its own policy: it loads its parts, and fetches what pages ask it for. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

  private final WebFile file;

  /**
   * @param template the script, with a placeholder for the folder of this version's static files
   * @param assets that folder, without a slash at its end
   */
  ServiceWorkerScript(byte[] template, String assets) {
    String script = new String(template, StandardCharsets.UTF_8).replace("{{assets}}", assets);
    this.file = WebFile.of(NAME, script.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.response().putHeader("Content-Security-Policy", POLICY);
    file.send(ctx, "no-cache");
  }
}
