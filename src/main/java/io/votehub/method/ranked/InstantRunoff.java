package io.votehub.method.ranked;

import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * {@code irv}, instant-runoff voting (the alternative vote; Robert's Rules of Order Newly Revised,
 * 12th edition, 45:62-69, calls it preferential voting). Each ballot counts for its highest-ranked
 * continuing option. An option with more than half of the continuing votes wins; if all continuing
 * options are tied, all of them win; otherwise the option with the fewest votes is eliminated. A
 * tie for the fewest votes is broken by the latest earlier round in which the tied options differ;
 * options tied in all rounds are eliminated together.
 *
 * <p>One cell per distinct ranking. A round shows the votes that decide its {@code eliminated};
 * their ballots appear in the {@code transfers} of the next round.
 */
final class InstantRunoff implements RankedCount {
  static final String NAME = "irv";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean allowsTies() {
    return false;
  }

  @Override
  public List<String> cells(Ranking ranking, int options) {
    return List.of(RankedBallotPiles.cell(ranking));
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Rounds rounds = count(poll, tally);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("winners", rounds.winners());
    result.put("rounds", rounds.json());
    return result;
  }

  @Override
  public VotingMethod.Table table(Poll poll, Tally tally) {
    return count(poll, tally).table();
  }

  /** Without ballots there are no rounds. */
  private static Rounds count(Poll poll, Tally tally) {
    CountInRounds count = new CountInRounds(poll.options().size(), tally, 1);
    boolean decided = tally.cells().isEmpty();
    while (!decided) {
      decided = round(count);
    }
    return new Rounds(poll, count.rounds(), 0);
  }

  /** Counts one round; true if it was the last. */
  private static boolean round(CountInRounds count) {
    List<Integer> continuing = count.continuing();
    long all = continuing.stream().mapToLong(count::votes).sum();
    long most = continuing.stream().mapToLong(count::votes).max().orElseThrow();
    long fewest = continuing.stream().mapToLong(count::votes).min().orElseThrow();
    if (most == fewest || 2 * most > all) {
      count.endRound(count.withVotes(most, continuing), List.of());
      return true;
    }
    List<Integer> eliminated =
        Round.fewestBefore(count.withVotes(fewest, continuing), count.rounds());
    count.endRound(List.of(), eliminated);
    eliminated.forEach(count::exclude);
    eliminated.forEach(option -> count.transfer(option, LongUnaryOperator.identity(), 0));
    return false;
  }
}
