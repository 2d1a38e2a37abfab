package io.votehub.method.ranked;

import io.votehub.method.Decimal;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * {@code stv}, the single transferable vote as the Scottish Local Government Elections Order 2007
 * (SSI 2007/42), Schedule 1, Part III, rules 45 to 52, counts it: Droop quota, weighted inclusive
 * Gregory transfers, transfer values of five decimals with the rest disregarded. Where the Order
 * draws lots, the option that is listed later goes first.
 *
 * <p>One cell a distinct ranking. A round is one stage of the Order: the first preferences, then
 * one for each surplus transferred or option excluded. It shows the votes at its end, who is
 * elected by them, and as {@code eliminated} the option whose exclusion it was, which has no votes
 * then. An option that has just the quota has no surplus (rule 48: "exceeds").
 */
final class SingleTransferableVote implements RankedCount {
  static final String NAME = "stv";
  static final String SEATS = "seats";

  private static final int DECIMALS = 5;

  /** One vote in units of the last decimal. */
  private static final long VOTE = 100_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean ties() {
    return false;
  }

  @Override
  public List<String> cells(Ranking ranking, int options) {
    return List.of(RankedBallotPiles.cell(ranking));
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Rounds rounds = rounds(poll, tally);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("winners", rounds.winners());
    result.put("quota", Decimal.plain(BigDecimal.valueOf(quota(poll, tally), DECIMALS)));
    result.put("rounds", rounds.json());
    return result;
  }

  @Override
  public VotingMethod.Table table(Poll poll, Tally tally) {
    return rounds(poll, tally).table();
  }

  /** Rule 46, in units of the last decimal. */
  private static long quota(Poll poll, Tally tally) {
    return (tally.ballots() / (poll.settings().whole(SEATS) + 1) + 1) * VOTE;
  }

  /** No rounds while there are no ballots. */
  private static Rounds rounds(Poll poll, Tally tally) {
    CountInRounds count = new CountInRounds(poll.options().size(), tally, VOTE);
    if (!tally.cells().isEmpty()) {
      new Stages(count, quota(poll, tally), poll.settings().whole(SEATS)).run();
    }
    return new Rounds(poll, count.rounds(), DECIMALS);
  }

  /** The stages of one count. */
  private static final class Stages {
    private final CountInRounds count;
    private final long quota;
    private final List<Integer> surpluses = new ArrayList<>();
    private int vacancies;

    Stages(CountInRounds count, long quota, int seats) {
      this.count = count;
      this.quota = quota;
      vacancies = seats;
    }

    void run() {
      endStage(List.of());
      while (vacancies > 0) {
        if (surpluses.isEmpty()) {
          int option = nextExcluded();
          count.exclude(option);
          count.moveOn(option, LongUnaryOperator.identity(), 0);
          endStage(List.of(option));
        } else {
          Integer option = nextSurplus();
          surpluses.remove(option);
          transferSurplus(option);
          endStage(List.of());
        }
      }
    }

    /** Rules 47 and 52: who has the quota is elected, and so are all where no more are left. */
    private void endStage(List<Integer> excluded) {
      List<Integer> continuing = count.continuing();
      List<Integer> elected =
          continuing.stream().filter(option -> count.votes(option) >= quota).toList();
      if (continuing.size() == vacancies) {
        elected = continuing;
      }
      elected.forEach(count::stopsReceiving);
      elected.stream().filter(option -> count.votes(option) > quota).forEach(surpluses::add);
      vacancies -= elected.size();
      count.endRound(elected, excluded);
    }

    /** Rule 49: the largest; of equal ones, whose option had most in the latest earlier stage. */
    private int nextSurplus() {
      long largest = surpluses.stream().mapToLong(count::votes).max().orElseThrow();
      return last(Round.mostBefore(count.having(largest, surpluses), earlier()));
    }

    /** Rules 50 and 51: the fewest votes; of equal ones, who had fewest in the latest earlier. */
    private int nextExcluded() {
      List<Integer> continuing = count.continuing();
      long fewest = continuing.stream().mapToLong(count::votes).min().orElseThrow();
      return last(Round.fewestBefore(count.having(fewest, continuing), earlier()));
    }

    private List<Round> earlier() {
      return count.rounds().subList(0, count.rounds().size() - 1);
    }

    private static int last(List<Integer> options) {
      return Collections.max(options);
    }

    /**
     * Rule 48: a paper is worth surplus times its value over the option's votes from now on. The
     * product stays within a long up to 900 million ballots, and fails loudly beyond.
     */
    private void transferSurplus(int option) {
      long votes = count.votes(option);
      long surplus = votes - quota;
      count.moveOn(option, value -> Math.multiplyExact(surplus, value) / votes, quota);
    }
  }
}
