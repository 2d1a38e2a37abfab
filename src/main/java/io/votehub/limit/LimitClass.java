package io.votehub.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What is limited, with the limits that apply unless the operator sets others. */
public enum LimitClass {
  /** Wrong passwords, codes and links; beyond it an address is challenged. */
  CREDENTIALS("credentials", Map.of(LimitScope.ADDRESS, Rate.of(300, Duration.ofMinutes(15)))),
  /** Requests about one's own account, and exports; its page makes one for each of its parts. */
  ACCOUNT("account", Map.of(LimitScope.PERSON, Rate.of(300, Duration.ofMinutes(15)))),
  /** Requests of operators, who page through long lists and search while they type. */
  OPERATORS("operators", Map.of(LimitScope.PERSON, new Rate(1800, Duration.ofMinutes(15), 120))),
  /** Requests of those who lead a room. */
  LEADING("leading", Map.of(LimitScope.PERSON, new Rate(600, Duration.ofMinutes(15), 60))),
  /** New rooms. */
  ROOMS(
      "rooms",
      Map.of(
          LimitScope.PERSON,
          Rate.of(10, Duration.ofHours(1)),
          LimitScope.ADDRESS,
          Rate.of(480, Duration.ofHours(1)))),
  /** Wrong codes of rooms and members, and passcodes, which are delayed and never refused. */
  CODES(
      "codes",
      Map.of(
          LimitScope.PERSON,
          Rate.of(20, Duration.ofMinutes(5)),
          LimitScope.ADDRESS,
          Rate.of(300, Duration.ofMinutes(5)))),
  /** New voters of a room and of the hub, who are challenged beyond it and never refused. */
  IDENTITIES(
      "identities",
      Map.of(
          LimitScope.ADDRESS,
          Rate.of(1200, Duration.ofMinutes(1)),
          LimitScope.HUB,
          Rate.of(5000, Duration.ofMinutes(1))));

  private final String wire;

  /** Its map is a copy that nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final LimitRule standard;

  LimitClass(String wire, Map<LimitScope, Rate> rates) {
    this.wire = wire;
    this.standard = new LimitRule(rates);
  }

  /** The name in settings, metrics, response headers and calls. */
  public String wire() {
    return wire;
  }

  /** The limits where none are set. */
  public LimitRule standard() {
    return standard;
  }

  public static Optional<LimitClass> of(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findAny();
  }
}
