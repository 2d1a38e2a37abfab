package io.votehub.session;

import io.votehub.identity.WebOrigin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pages may open a WebSocket here (RFC 6455, 10.2): those of the public address and those
 * that the operator names; where no public address is set, those that came from the host they now
 * ask. A Host header proves nothing where the address is known: it is the asker's own. A client
 * that names no origin is no browser, and is served.
 */
final class Origins {
  private static final Logger LOG = LoggerFactory.getLogger(Origins.class);
  private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int SHOWN = 200;

  private final List<String> allowed;
  private final Optional<String> publicOrigin;
  private long toldAt = System.nanoTime() - TELL_EVERY_NANOS;
  private long untold;

  Origins(List<String> allowed, Optional<String> publicUrl) {
    this.allowed = allowed.stream().map(WebOrigin::normal).toList();
    this.publicOrigin = publicUrl.map(WebOrigin::normal);
  }

  /**
   * A refusal is logged, with what was compared, but not each of a flood.
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
    tell(origin, host);
    return false;
  }

  private void tell(String origin, String host) {
    long now = System.nanoTime();
    if (now - toldAt < TELL_EVERY_NANOS) {
      untold++;
      return;
    }
    LOG.warn(
        "A page of {} was refused a WebSocket: it is neither of {} nor in http.origins {}. If people"
            + " come by that address, set public.url to it, or add it to http.origins ({} more were"
            + " refused since this was last said)",
        shown(origin),
        publicOrigin.map(url -> "public.url " + url).orElse("the host asked, " + shown(host)),
        allowed,
        untold);
    toldAt = now;
    untold = 0;
  }

  private static String shown(String header) {
    String text = String.valueOf(header).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
