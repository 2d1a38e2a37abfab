package io.votehub.poll;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a poll: those that every method has, and the method's own, already validated and
 * with their defaults.
 *
 * @param change whether a voter may replace the ballot; otherwise the first stands
 * @param results when voters see the result
 * @param peek whether the pages show voters the growing result before they have voted
 * @param graceMs votes that reach the hub up to so many milliseconds after {@code closesAt} still
 *     count
 * @param marks whether pages and CSV files say who won
 * @param abstain whether voters may formally abstain, which is counted apart
 * @param own the method's own settings, by name
 */
public record PollSettings(
    boolean change,
    Results results,
    boolean peek,
    int graceMs,
    boolean marks,
    boolean abstain,
    Map<String, Object> own) {
  public static final int MAX_GRACE_MS = 5000;
  public static final PollSettings DEFAULT = new PollSettings(true, Results.LIVE, 0, Map.of());

  /** When voters see the result of a poll. */
  public enum Results {
    LIVE("live"),
    CLOSED("closed"),
    HIDDEN("hidden");

    private final String wire;

    Results(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  public PollSettings {
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
  }

  /**
   * Settings of a poll that says who won, and shows the growing result after the own vote, and
   * offers no abstention.
   */
  public PollSettings(boolean change, Results results, int graceMs, Map<String, Object> own) {
    this(change, results, false, graceMs, true, false, own);
  }

  public PollSettings withOwn(Map<String, Object> newOwn) {
    return new PollSettings(change, results, peek, graceMs, marks, abstain, newOwn);
  }

  /**
   * A whole number among the method's own settings; it is there, because the method put it there.
   */
  public int whole(String name) {
    return ((Number) own.get(name)).intValue();
  }
}
