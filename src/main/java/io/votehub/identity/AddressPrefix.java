package io.votehub.identity;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What of an address stands for the one who has it: an IPv4 address whole, of an IPv6 address the
 * first 64 bits, for the rest is the customer's own to choose.
 *
 * @param text such as {@code 203.0.113.7} or {@code 2001:db8:0:0::/64}; {@code -} where there is no
 *     address, as for a socket of the machine itself
 */
public record AddressPrefix(String text) {
  public static final AddressPrefix NONE = new AddressPrefix("-");
  private static final int BYTES_OF_SIXTY_FOUR_BITS = 8;
  private static final int IPV6_BYTES = 16;

  /**
   * @param address as numbers; whatever else it is, or null, has no prefix
   */
  public static AddressPrefix of(String address) {
    // Never a name: that would be looked up.
    InetAddress parsed =
        address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
    if (parsed instanceof Inet4Address) {
      return new AddressPrefix(parsed.getHostAddress());
    }
    return parsed instanceof Inet6Address ? ofSix(parsed.getAddress()) : NONE;
  }

  private static AddressPrefix ofSix(byte[] address) {
    try {
      byte[] prefix = Arrays.copyOf(Arrays.copyOf(address, BYTES_OF_SIXTY_FOUR_BITS), IPV6_BYTES);
      InetAddress network = InetAddress.getByAddress(prefix);
      // One that is mapped from IPv4 is one of IPv4.
      InetAddress whole = InetAddress.getByAddress(address);
      return whole instanceof Inet4Address
          ? new AddressPrefix(whole.getHostAddress())
          : new AddressPrefix(NetUtil.toAddressString(network) + "/64");
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("Sixteen bytes are an address", impossible);
    }
  }
}
