package io.votehub.session;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which pages may open a WebSocket here (RFC 6455, 10.2): those that the hub itself serves, those
 * of the public address, and those that the operator names. A client that names no origin is no
 * browser, and is served.
 */
final class Origins {
  private final List<String> allowed;
  private final Optional<String> publicOrigin;

  Origins(List<String> allowed, Optional<String> publicUrl) {
    this.allowed = allowed.stream().map(Origins::normal).toList();
    this.publicOrigin = publicUrl.map(Origins::originOf);
  }

  /**
   * @param origin the Origin header, or null
   * @param host the Host header, or null
   */
  boolean allows(String origin, String host) {
    if (origin == null || allowed.contains("*")) {
      return true;
    }
    String normal = normal(origin);
    boolean own =
        host != null
            && (normal.equals("http://" + host.toLowerCase(Locale.ROOT))
                || normal.equals("https://" + host.toLowerCase(Locale.ROOT)));
    return own || allowed.contains(normal) || publicOrigin.filter(normal::equals).isPresent();
  }

  private static String originOf(String url) {
    URI uri = URI.create(url);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return normal(uri.getScheme() + "://" + uri.getHost() + port);
  }

  private static String normal(String origin) {
    return origin.toLowerCase(Locale.ROOT).replaceAll("/$", "");
  }
}
