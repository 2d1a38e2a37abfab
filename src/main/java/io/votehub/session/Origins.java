package io.votehub.session;

import io.votehub.identity.WebOrigin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which origins may open a WebSocket (RFC 6455, 10.2): that of the public URL and those
 * that the operator configures; if no public URL is set, the origin that matches the Host header.
 * With a public URL the Host header is not consulted, because the client chooses it. A client
 * without an Origin header is not a browser and is allowed. Confined to one event loop.
 */
final class Origins {
  private static final Logger LOG = LoggerFactory.getLogger(Origins.class);
  private static final long LOG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_LOGGED_CHARS = 200;

  private final List<String> allowed;
  private final Optional<String> publicOrigin;
  private long loggedAt = System.nanoTime() - LOG_INTERVAL_NANOS;
  private long unlogged;

  Origins(List<String> allowed, Optional<String> publicUrl) {
    this.allowed = allowed.stream().map(WebOrigin::normal).toList();
    this.publicOrigin = publicUrl.map(WebOrigin::normal);
  }

  /**
   * Whether a page of that origin may open a WebSocket. Rejections are logged at a limited rate.
   *
   * @param origin the Origin header, or null
   * @param host the Host header, or null
   */
  boolean allows(String origin, String host) {
    if (origin == null || allowed.contains("*")) {
      return true;
    }
    String normal = WebOrigin.normal(origin);
    boolean own =
        publicOrigin
            .map(normal::equals)
            .orElseGet(
                () ->
                    host != null
                        && (normal.equals(WebOrigin.normal("http://" + host))
                            || normal.equals(WebOrigin.normal("https://" + host))));
    if (own || allowed.contains(normal)) {
      return true;
    }
    log(origin, host);
    return false;
  }

  private void log(String origin, String host) {
    long now = System.nanoTime();
    if (now - loggedAt < LOG_INTERVAL_NANOS) {
      unlogged++;
      return;
    }
    LOG.warn(
        "WebSocket rejected: origin {} is neither that of {} nor in http.origins {}. If people use"
            + " that address, set public.url to it or add it to http.origins ({} more rejected since"
            + " the last such message)",
        sanitised(origin),
        publicOrigin.map(url -> "public.url " + url).orElse("the Host header, " + sanitised(host)),
        allowed,
        unlogged);
    loggedAt = now;
    unlogged = 0;
  }

  private static String sanitised(String header) {
    String text = String.valueOf(header).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= MAX_LOGGED_CHARS ? text : text.substring(0, MAX_LOGGED_CHARS) + "…";
  }
}
