package io.votehub.outbound;

import io.votehub.limit.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are on the public internet, by the registries of IANA. All others could be
 * reached from where the hub runs and not from where its users are: the machine itself, its
 * network, or the platform that it runs on.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>
 */
public final class PublicAddresses {
  private static final List<Network> SPECIAL_V4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          // Shared by carriers (RFC 6598).
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          // Relays of 6to4, which lead elsewhere.
          "192.88.99.0/24",
          "192.168.0.0/16",
          // Benchmarks (RFC 2544).
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          // Multicast, reserved and broadcast.
          "224.0.0.0/3",
          // Azure's own, which answers its virtual machines only.
          "168.63.129.16/32");

  /** All that is not global unicast is special, too: mapped, NAT64, local, multicast. */
  private static final List<Network> GLOBAL_V6 = networks("2000::/3");

  private static final List<Network> SPECIAL_V6 =
      networks(
          // Protocols, among them Teredo, benchmarks and ORCHID.
          "2001::/23",
          "2001:db8::/32",
          // 6to4 contains any IPv4 address.
          "2002::/16",
          "3fff::/20");

  private PublicAddresses() {}

  private static List<Network> networks(String... texts) {
    return List.of(texts).stream().map(text -> Network.parse(text).orElseThrow()).toList();
  }

  /** Whether an address is one of the public internet. */
  public static boolean contains(InetAddress address) {
    return address instanceof Inet4Address
        ? !isIn(SPECIAL_V4, address)
        : isIn(GLOBAL_V6, address) && !isIn(SPECIAL_V6, address);
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(each -> each.contains(address));
  }
}
