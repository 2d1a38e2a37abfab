package io.votehub.poll;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The voting methods that a hub offers, by name. */
public final class Methods {
  private final Map<String, Method> byName = new LinkedHashMap<>();

  public Methods(List<Method> methods) {
    methods.forEach(method -> byName.put(method.name(), method));
  }

  /** All methods of the contract that this version counts. */
  public static Methods standard() {
    return new Methods(
        List.of(
            new SingleChoice(),
            new MultipleChoice(),
            new ScoreVoting(),
            new RankedChoice(),
            new MajorityJudgment(),
            new PointBudget(),
            new NumberEstimate(),
            new WordCloud(),
            new OpenText()));
  }

  /**
   * The method of that name.
   *
   * @throws Refusal {@code bad-request} where there is none
   */
  public Method get(String name) {
    Method method = byName.get(name);
    if (method == null) {
      throw Refusal.field(
          "/method", "Unknown method; one of " + String.join(", ", byName.keySet()));
    }
    return method;
  }

  /** The method of a poll; it was checked when the poll was made. */
  public Method of(Poll poll) {
    Method method = get(poll.method());
    return poll.settings().abstain() ? new Abstention(method) : method;
  }

  public Collection<Method> all() {
    return byName.values();
  }
}
