package io.votehub.poll;

import java.util.HashMap;
import java.util.Map;

/**
 * What a secret poll keeps apart from its question. While it runs: a key, without which not even
 * the hub's own key tells which member a ballot is of. Once its result is final: how many members
 * voted, by their weight, and no key.
 *
 * @param key random text; empty before the poll is opened, and from its seal on for ever
 * @param voted how many ballots stand in the result, by their weight; under {@value #OTHERS} those
 *     of all weights that fewer than {@value #MIN_CLASS} cast
 */
public record Secrecy(String key, Map<Integer, Integer> voted) {
  public static final Secrecy NONE = new Secrecy("", Map.of());

  /** The pooled weights. */
  public static final int OTHERS = 0;

  /** Fewer with the same weight could be told apart by it. */
  public static final int MIN_CLASS = 5;

  public Secrecy {
    voted = Map.copyOf(voted);
  }

  /** Of a poll that is opened. */
  public static Secrecy begun(String key) {
    return new Secrecy(key, Map.of());
  }

  /**
   * After the close.
   *
   * @param ballots how many stand, by their weight
   */
  public static Secrecy sealed(Map<Integer, Integer> ballots) {
    Map<Integer, Integer> voted = new HashMap<>();
    ballots.forEach(
        (weight, many) -> voted.merge(many < MIN_CLASS ? OTHERS : weight, many, Integer::sum));
    return new Secrecy("", voted);
  }
}
