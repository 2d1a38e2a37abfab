package io.votehub.method.ranked;

import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** A count in rounds under way: who is still in it, with how many votes, and what went before. */
final class CountInRounds {
  private final RankedBallotPiles papers;
  private final int options;
  private final boolean[] continuing;
  private final boolean[] excluded;
  private final long[] votes;
  private final List<Round> rounds = new ArrayList<>();
  private SortedMap<Integer, Map<Integer, Long>> transfers = new TreeMap<>();
  private long exhausted;

  /**
   * @param worth the value of a ballot, in units of the count's least decimal
   */
  CountInRounds(int options, Tally tally, long worth) {
    this.options = options;
    papers = new RankedBallotPiles(options, tally.cells(), worth);
    continuing = new boolean[options];
    excluded = new boolean[options];
    Arrays.fill(continuing, true);
    votes = IntStream.range(0, options).mapToLong(papers::votes).toArray();
  }

  /** The rounds that are over. */
  List<Round> rounds() {
    return rounds;
  }

  /** The options that are neither elected nor excluded, in the poll's order. */
  List<Integer> continuing() {
    return IntStream.range(0, options).filter(option -> continuing[option]).boxed().toList();
  }

  long votes(int option) {
    return votes[option];
  }

  /** Of these options, those that have so many votes. */
  List<Integer> having(long sought, List<Integer> of) {
    return of.stream().filter(option -> votes[option] == sought).toList();
  }

  /** From now on no ballot is moved to the option. */
  void stopsReceiving(int option) {
    continuing[option] = false;
  }

  /** Takes an option out of the count; its ballots still lie with it. */
  void exclude(int option) {
    continuing[option] = false;
    excluded[option] = true;
  }

  /**
   * Moves all ballots of an option on, each to its next preference among the continuing.
   *
   * @param revalued what a ballot is worth from now on, by what it was
   * @param kept the votes that stay with the option
   */
  void moveOn(int from, LongUnaryOperator revalued, long kept) {
    long[] moved = papers.moveOn(from, continuing, revalued);
    Map<Integer, Long> to = new LinkedHashMap<>();
    for (int option = 0; option < options; option++) {
      if (moved[option] > 0) {
        votes[option] += moved[option];
        to.put(option, moved[option]);
      }
    }
    votes[from] = kept;
    exhausted += moved[options];
    transfers.put(from, to);
  }

  /** Ends a round. */
  void endRound(List<Integer> elected, List<Integer> eliminated) {
    SortedMap<Integer, Long> standing = new TreeMap<>();
    for (int option = 0; option < options; option++) {
      if (!excluded[option]) {
        standing.put(option, votes[option]);
      }
    }
    rounds.add(new Round(standing, exhausted, elected, eliminated, transfers));
    transfers = new TreeMap<>();
  }
}
