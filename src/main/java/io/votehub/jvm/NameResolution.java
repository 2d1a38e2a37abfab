package io.votehub.jvm;

import io.vertx.core.dns.AddressResolverOptions;

/** Host name resolution that notices a server's change of address without a restart. */
public final class NameResolution {
  /** By default Vert.x reads the hosts file only once, at the start. */
  private static final int HOSTS_FILE_REFRESH_MS = 2_000;

  /** Upper bound on the time to live of DNS answers. */
  private static final int DNS_MAX_TTL_SECONDS = 30;

  private NameResolution() {}

  public static AddressResolverOptions options() {
    return new AddressResolverOptions()
        .setHostsRefreshPeriod(HOSTS_FILE_REFRESH_MS)
        .setCacheMaxTimeToLive(DNS_MAX_TTL_SECONDS);
  }
}
