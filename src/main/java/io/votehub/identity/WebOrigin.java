package io.votehub.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Normalises web origins (RFC 6454) for comparison. */
public final class WebOrigin {
  private WebOrigin() {}

  /** Scheme, host and port, without a default port; anything else is returned in lower case. */
  public static String normal(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    try {
      URI uri = new URI(lower);
      if (uri.getScheme() == null || uri.getHost() == null) {
        return lower;
      }
      int defaultPort =
          switch (uri.getScheme()) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
          };
      boolean isDefault = uri.getPort() < 0 || uri.getPort() == defaultPort;
      return uri.getScheme() + "://" + uri.getHost() + (isDefault ? "" : ":" + uri.getPort());
    } catch (URISyntaxException notAnOrigin) {
      return lower;
    }
  }
}
