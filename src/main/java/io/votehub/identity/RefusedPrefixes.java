package io.votehub.identity;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts refused requests by the pseudonym of the address they came from, until somebody takes the
 * counts away. Keeps a bounded number of pseudonyms; while it is full, new ones are not counted.
 * Thread-safe.
 */
public final class RefusedPrefixes {
  private static final int MAX_PREFIXES = 2_000;

  private Map<String, Integer> counts = new HashMap<>();

  synchronized void count(String pseudonym) {
    if (counts.size() < MAX_PREFIXES || counts.containsKey(pseudonym)) {
      counts.merge(pseudonym, 1, (a, b) -> a == Integer.MAX_VALUE ? a : a + b);
    }
  }

  /** Takes the counts away. */
  public synchronized Map<String, Integer> drain() {
    Map<String, Integer> taken = counts;
    counts = new HashMap<>();
    return taken;
  }
}
