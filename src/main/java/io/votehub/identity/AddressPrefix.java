package io.votehub.identity;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The part of an IP address that identifies a client: a whole IPv4 address, or the first 64 bits of
 * an IPv6 address, because clients choose the rest themselves (RFC 4291, 2.5.4).
 *
 * @param text such as {@code 203.0.113.7} or {@code 2001:db8:0:0::/64}; {@code -} without an
 *     address, as for a Unix domain socket
 */
public record AddressPrefix(String text) {
  public static final AddressPrefix NONE = new AddressPrefix("-");
  private static final int BYTES_OF_SIXTY_FOUR_BITS = 8;
  private static final int IPV6_BYTES = 16;

  /**
   * @param address a literal address; {@link #NONE} for anything else, and for null
   */
  public static AddressPrefix of(String address) {
    // Accepts no host name, which would cause a DNS lookup.
    InetAddress parsed =
        address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
    if (parsed instanceof Inet4Address) {
      return new AddressPrefix(parsed.getHostAddress());
    }
    return parsed instanceof Inet6Address ? ofIpv6(parsed.getAddress()) : NONE;
  }

  private static AddressPrefix ofIpv6(byte[] address) {
    try {
      byte[] prefix = Arrays.copyOf(Arrays.copyOf(address, BYTES_OF_SIXTY_FOUR_BITS), IPV6_BYTES);
      InetAddress network = InetAddress.getByAddress(prefix);
      // An IPv4-mapped address (RFC 4291, 2.5.5.2) becomes the IPv4 address.
      InetAddress whole = InetAddress.getByAddress(address);
      return whole instanceof Inet4Address
          ? new AddressPrefix(whole.getHostAddress())
          : new AddressPrefix(NetUtil.toAddressString(network) + "/64");
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("16 bytes are a valid address", impossible);
    }
  }
}
