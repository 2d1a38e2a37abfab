package io.votehub.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and normalises web origins (RFC 6454). */
public final class WebOrigin {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

  private static final int MAX_PORT = 65_535;
  private static final int MAX_LENGTH = 270;

  private WebOrigin() {}

  /**
   * The origin that a person wrote, in the form in which browsers write it and in which it may
   * stand in a Content-Security-Policy; empty if it is no origin of a web page, or names several at
   * once. One slash at its end is passed over.
   */
  public static Optional<String> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String origin = text.strip().toLowerCase(Locale.ROOT).replaceFirst("(?<!/)/$", "");
    boolean valid =
        ORIGIN.matcher(origin).matches() && !origin.contains("..") && isPortValid(origin);
    return valid ? Optional.of(normal(origin)) : Optional.empty();
  }

  private static boolean isPortValid(String origin) {
    int colon = origin.lastIndexOf(':');
    return colon <= "https".length() || Integer.parseInt(origin.substring(colon + 1)) <= MAX_PORT;
  }

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
