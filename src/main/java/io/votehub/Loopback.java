package io.votehub;

import io.votehub.config.Config;
import java.net.URI;
import java.util.Optional;

/** The addresses by which an instance reaches itself. */
record Loopback(Config config) {
  private static final String ANY = "0.0.0.0";
  private static final String LOCAL = "127.0.0.1";

  /**
   * @param port the bound port
   */
  URI hub(int port) {
    return address(config.http().tls().isPresent() ? "https" : "http", config.http().host(), port);
  }

  /** The metrics on a port of their own; empty without one that is known beforehand. */
  Optional<URI> metrics() {
    return config
        .managementPort()
        .filter(port -> port != 0)
        .map(port -> address("http", config.managementHost(), port).resolve("/metrics"));
  }

  private static URI address(String scheme, String host, int port) {
    boolean any = host.equals(ANY) || host.equals("::");
    String name = any ? LOCAL : host.contains(":") ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + name + ":" + port);
  }
}
