package io.votehub.limit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}.
 *
 * @param text the notation as given
 */
public record Network(String text, IpSubnetFilterRule rule) {
  /** Parses an address, or a network with its prefix length; empty if it is neither. */
  public static Optional<Network> parse(String text) {
    String[] parts = text.split("/", -1);
    InetAddress address = Addresses.parse(parts[0]);
    if (address == null || parts.length > 2) {
      return Optional.empty();
    }
    int maxBits = address.getAddress().length * Byte.SIZE;
    Optional<Integer> length = parts.length == 1 ? Optional.of(maxBits) : length(parts[1], maxBits);
    return length.map(
        bits -> new Network(text, new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT)));
  }

  private static Optional<Integer> length(String text, int maxBits) {
    return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= maxBits
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  public boolean contains(InetAddress address) {
    return rule.matches(new InetSocketAddress(address, 0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network && text.equals(network.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
