package io.votehub.limit;

import java.util.Arrays;
import java.util.Optional;

/** Who is held to a limit. */
public enum LimitScope {
  /** The bearer of a token, or who is signed in. */
  PERSON("person"),
  /** All who come from the same IPv4 address or IPv6 /64. */
  ADDRESS("address"),
  /** All clients of the hub together. */
  HUB("hub");

  private final String wire;

  LimitScope(String wire) {
    this.wire = wire;
  }

  /** The name in settings, metrics and calls. */
  public String wire() {
    return wire;
  }

  public static Optional<LimitScope> of(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findAny();
  }
}
