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
 * {@code stv}, the single transferable vote as specified by the Scottish Local Government Elections
 * Order 2007 (SSI 2007/42), Schedule 1, Part III, rules 45 to 52: Droop quota, weighted inclusive
 * Gregory transfers, transfer values truncated to five decimal places. Where the Order requires a
 * lot, the option listed later in the poll loses or is transferred first.
 *
 * <p>One cell per distinct ranking. A round is one stage of the Order: the first preferences, then
 * one for each surplus transferred or option excluded. It shows the votes at its end, the options
 * elected by them, and in {@code eliminated} the option excluded, whose votes have been transferred
 * by then. An option with exactly the quota has no surplus (rule 48: "exceeds").
 */
final class SingleTransferableVote implements RankedCount {
  static final String NAME = "stv";
  static final String SEATS = "seats";

  private static final int DECIMALS = 5;

  /** One vote, in units of the last decimal place. */
  private static final long VOTE = 100_000;

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
    return result(poll, tally, seats(poll));
  }

  /** The result for that many seats, whatever the settings of the poll. */
  static Map<String, Object> result(Poll poll, Tally tally, int seats) {
    Rounds rounds = rounds(poll, tally, seats);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("winners", rounds.winners());
    result.put("quota", Decimal.plain(BigDecimal.valueOf(quota(tally, seats), DECIMALS)));
    result.put("rounds", rounds.json());
    return result;
  }

  @Override
  public VotingMethod.Table table(Poll poll, Tally tally) {
    return rounds(poll, tally, seats(poll)).table();
  }

  private static int seats(Poll poll) {
    return poll.settings().whole(SEATS);
  }

  /** The Droop quota of rule 46, in units of the last decimal place. */
  private static long quota(Tally tally, int seats) {
    return (tally.ballots() / (seats + 1) + 1) * VOTE;
  }

  /** Without ballots there are no rounds. */
  private static Rounds rounds(Poll poll, Tally tally, int seats) {
    CountInRounds count = new CountInRounds(poll.options().size(), tally, VOTE);
    if (!tally.cells().isEmpty()) {
      new Stages(count, quota(tally, seats), seats).run();
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
          count.transfer(option, LongUnaryOperator.identity(), 0);
          endStage(List.of(option));
        } else {
          Integer option = nextSurplus();
          surpluses.remove(option);
          transferSurplus(option);
          endStage(List.of());
        }
      }
    }

    /**
     * Rules 47 and 52: elects options that reach the quota, or all if only as many as seats
     * continue.
     */
    private void endStage(List<Integer> excluded) {
      List<Integer> continuing = count.continuing();
      List<Integer> elected =
          continuing.stream().filter(option -> count.votes(option) >= quota).toList();
      if (continuing.size() == vacancies) {
        elected = continuing;
      }
      elected.forEach(count::stopReceiving);
      elected.stream().filter(option -> count.votes(option) > quota).forEach(surpluses::add);
      vacancies -= elected.size();
      count.endRound(elected, excluded);
    }

    /** Rule 49: the largest surplus; ties go to the most votes in the latest earlier stage. */
    private int nextSurplus() {
      long largest = surpluses.stream().mapToLong(count::votes).max().orElseThrow();
      return last(Round.mostBefore(count.withVotes(largest, surpluses), earlier()));
    }

    /**
     * Rules 50 and 51: the fewest votes; ties go to the fewest votes in the latest earlier stage.
     */
    private int nextExcluded() {
      List<Integer> continuing = count.continuing();
      long fewest = continuing.stream().mapToLong(count::votes).min().orElseThrow();
      return last(Round.fewestBefore(count.withVotes(fewest, continuing), earlier()));
    }

    private List<Round> earlier() {
      return count.rounds().subList(0, count.rounds().size() - 1);
    }

    private static int last(List<Integer> options) {
      return Collections.max(options);
    }

    /**
     * Rule 48: the new value of a ballot is the surplus times its value, divided by the option's
     * votes. The product fits a long up to 900 million ballots; beyond, it throws.
     */
    private void transferSurplus(int option) {
      long votes = count.votes(option);
      long surplus = votes - quota;
      count.transfer(option, value -> Math.multiplyExact(surplus, value) / votes, quota);
    }
  }
}
