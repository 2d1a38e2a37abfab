package io.votehub.method;

import io.votehub.method.ranked.RankedChoice;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The voting methods of a hub, by name. */
public final class VotingMethods {
  private final Map<String, VotingMethod> byName = new LinkedHashMap<>();

  public VotingMethods(List<VotingMethod> methods) {
    methods.forEach(method -> byName.put(method.name(), method));
  }

  /** All methods of this version. */
  public static VotingMethods standard() {
    return new VotingMethods(
        List.of(
            new SingleChoice(),
            new MultipleChoice(),
            new ScoreVoting(),
            new RankedChoice(),
            new MajorityJudgment(),
            new PointBudget(),
            new NumberEstimate(),
            new WordCloud(),
            new OpenText(),
            new Questions()));
  }

  /**
   * The method of that name.
   *
   * @throws Refusal {@code bad-request} if there is none
   */
  public VotingMethod get(String name) {
    VotingMethod method = byName.get(name);
    if (method == null) {
      throw Refusal.field(
          "/method", "Unknown method; one of " + String.join(", ", byName.keySet()));
    }
    return method;
  }

  /** The method of a poll, with abstentions and weights where the poll has them. */
  public VotingMethod of(Poll poll) {
    VotingMethod method = get(poll.method());
    VotingMethod offered = poll.settings().abstain() ? new WithAbstention(method) : method;
    return poll.electorate().isPresent() ? new Weighted(offered) : offered;
  }

  public Collection<VotingMethod> all() {
    return byName.values();
  }
}
