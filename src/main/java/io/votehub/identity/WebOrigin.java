package io.votehub.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The origins of pages (RFC 6454), in one form so that they can be compared. */
public final class WebOrigin {
  private WebOrigin() {}

  /** Scheme, host and port, with neither a default port nor a path; or the text as it is. */
  public static String normal(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    try {
      URI uri = new URI(lower);
      if (uri.getScheme() == null || uri.getHost() == null) {
        return lower;
      }
      int preset =
          switch (uri.getScheme()) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
          };
      boolean plain = uri.getPort() < 0 || uri.getPort() == preset;
      return uri.getScheme() + "://" + uri.getHost() + (plain ? "" : ":" + uri.getPort());
    } catch (URISyntaxException noAddress) {
      return lower;
    }
  }
}
