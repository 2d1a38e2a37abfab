package io.votehub.poll;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the votes of a first round moved until the second. All numbers are votes, so that those of a
 * voter with a weight count as often as that says.
 *
 * @param moves how many votes for the option of the outer key became votes for that of the inner
 *     one, of those who voted in both rounds; without zeros
 * @param first the votes of the first round, by option, of all who voted in it
 * @param firstOnly the votes of those who voted in the first round and not in the second
 * @param secondOnly the votes of those who voted in the second round and not in the first
 */
public record Shift(
    Map<String, Map<String, Long>> moves,
    Map<String, Long> first,
    long firstOnly,
    long secondOnly) {
  /** Stands for formal abstentions; no id of an option looks like it. */
  public static final String ABSTAINED = "*";

  /** Polls with more options have no shift, which would have the square of their number. */
  public static final int MAX_OPTIONS = 20;

  public Shift {
    Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
    moves.forEach((from, to) -> copy.put(from, unmodifiable(to)));
    moves = Collections.unmodifiableMap(copy);
    first = unmodifiable(first);
  }

  private static Map<String, Long> unmodifiable(Map<String, Long> votes) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(votes));
  }

  /** How many votes for one option became votes for another, or stayed where both are the same. */
  public long moved(String from, String to) {
    return moves.getOrDefault(from, Map.of()).getOrDefault(to, 0L);
  }
}
