package io.votehub.outbound;

import io.netty.util.NetUtil;
import io.votehub.poll.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that somebody gave, in parts.
 *
 * @param host a name, or an address without brackets
 * @param path with the query
 */
public record OutboundUrl(boolean tls, String host, int port, String path) {
  /** The greatest length of an address, in characters. */
  public static final int MAX_LENGTH = 2_000;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int MAX_PORT = 65_535;

  /** Names whose last label begins with a digit are forms of addresses, such as 127.1. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * Reads an address as it was given.
   *
   * @param privateNetworks whether addresses that are not public are allowed, and plain http
   * @throws Refusal {@code bad-request} that says what is wrong with it
   */
  public static OutboundUrl read(String text, boolean privateNetworks) {
    return read("/url", text, privateNetworks);
  }

  /**
   * Reads an address as it was given.
   *
   * @param field where it was given, as a pointer into the JSON of the request
   * @param privateNetworks whether addresses that are not public are allowed, and plain http
   * @throws Refusal {@code bad-request} that says what is wrong with it
   */
  public static OutboundUrl read(String field, String text, boolean privateNetworks) {
    if (text.length() > MAX_LENGTH) {
      throw Refusal.field(field, "Must have at most " + MAX_LENGTH + " characters");
    }
    URI uri = uri(field, text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (!tls && !(privateNetworks && scheme.equals("http"))) {
      throw Refusal.field(field, "Must begin with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw Refusal.field(field, "Must have neither a user nor a part after #");
    }
    String host = host(field, uri);
    Optional<InetAddress> address = address(host);
    boolean hidden =
        address.filter(each -> !PublicAddresses.contains(each)).isPresent()
            || host.equals("localhost")
            || host.endsWith(".localhost");
    if (hidden && !privateNetworks) {
      throw Refusal.field(field, "Must be an address on the public internet");
    }
    int usual = tls ? HTTPS_PORT : HTTP_PORT;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    if (port < 1 || port > MAX_PORT) {
      throw Refusal.field(field, "Has no valid port");
    }
    return new OutboundUrl(tls, host, port, path(uri));
  }

  private static URI uri(String field, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException fault) {
      throw Refusal.field(field, "Is no valid address");
    }
  }

  private static String host(String field, URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (address(bare).isEmpty() && !NAME.matcher(bare).matches()) {
      throw Refusal.field(field, "Has no valid host");
    }
    return bare;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
  }

  /** The address if the host is one; empty if it is a name. */
  private static Optional<InetAddress> address(String host) {
    return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
  }

  Optional<InetAddress> address() {
    return address(host);
  }
}
