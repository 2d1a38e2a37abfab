package io.votehub.jvm;

import io.vertx.core.dns.AddressResolverOptions;

/**
 * How the names of hosts are looked up: such that a server which has moved to another address is
 * found there without a restart of the hub.
 */
public final class NameResolution {
  /** Unless told otherwise, the file is read once, at the start of the process. */
  private static final int HOSTS_FILE_AGAIN_MS = 2_000;

  /** The longest for which an answer of DNS holds, whatever it says itself. */
  private static final int DNS_AGAIN_SECONDS = 30;

  private NameResolution() {}

  public static AddressResolverOptions options() {
    return new AddressResolverOptions()
        .setHostsRefreshPeriod(HOSTS_FILE_AGAIN_MS)
        .setCacheMaxTimeToLive(DNS_AGAIN_SECONDS);
  }
}
