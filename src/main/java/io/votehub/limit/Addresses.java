package io.votehub.limit;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Parses and classifies IP addresses. */
final class Addresses {
  private static final int UNIQUE_LOCAL_MASK = 0xFE;
  private static final int UNIQUE_LOCAL = 0xFC;
  private static final int SHARED_NETWORK = 100;
  private static final int SHARED_MASK = 0xC0;
  private static final int SHARED = 64;

  private Addresses() {}

  /** Parses a literal address, without DNS; null if it is not one. */
  static InetAddress parse(String text) {
    return NetUtil.createInetAddressFromIpAddressString(text);
  }

  /**
   * Whether unrelated clients may share the address: loopback, link-local, private (RFC 1918, RFC
   * 4193) or carrier-grade NAT (RFC 6598).
   */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean special =
        address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || address.isAnyLocalAddress();
    return special
        || (address instanceof Inet4Address
            ? bytes[0] == SHARED_NETWORK && (bytes[1] & SHARED_MASK) == SHARED
            : (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
  }
}
