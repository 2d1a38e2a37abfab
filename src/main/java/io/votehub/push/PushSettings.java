package io.votehub.push;

import java.util.List;
import java.util.Locale;

/**
 * Where voters may be told by push, and who does.
 *
 * @param contact whom a push service may ask about the hub: a {@code mailto:} or {@code https:}
 *     address
 * @param hosts the hosts of push services; of {@code *.example.org} all below example.org
 */
public record PushSettings(String contact, List<String> hosts) {
  private static final String BELOW = "*.";

  public PushSettings {
    hosts = hosts.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether a host is one of the push services. */
  boolean allows(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return hosts.stream()
        .anyMatch(
            each ->
                each.startsWith(BELOW)
                    ? name.endsWith(each.substring(1)) && name.length() >= each.length()
                    : name.equals(each));
  }
}
