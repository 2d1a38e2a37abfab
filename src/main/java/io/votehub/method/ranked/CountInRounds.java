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

/** The state of a count in rounds: continuing options, their votes, and the rounds so far. */
final class CountInRounds {
  private final RankedBallotPiles piles;
  private final int options;
  private final boolean[] continuing;
  private final boolean[] excluded;
  private final long[] votes;
  private final List<Round> rounds = new ArrayList<>();
  private SortedMap<Integer, Map<Integer, Long>> transfers = new TreeMap<>();
  private long exhausted;

  /**
   * @param worth initial value of a ballot, in units of the last decimal place of the count
   */
  CountInRounds(int options, Tally tally, long worth) {
    this.options = options;
    piles = new RankedBallotPiles(options, tally.cells(), worth);
    continuing = new boolean[options];
    excluded = new boolean[options];
    Arrays.fill(continuing, true);
    votes = IntStream.range(0, options).mapToLong(piles::votes).toArray();
  }

  /** The completed rounds. */
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

  /** Those of the given options that have exactly this many votes. */
  List<Integer> withVotes(long sought, List<Integer> of) {
    return of.stream().filter(option -> votes[option] == sought).toList();
  }

  /** No further ballots are transferred to the option. */
  void stopReceiving(int option) {
    continuing[option] = false;
  }

  /** Excludes an option; its ballots stay with it until they are transferred. */
  void exclude(int option) {
    continuing[option] = false;
    excluded[option] = true;
  }

  /**
   * Transfers all ballots of an option, each to its next preference among the continuing options.
   *
   * @param revalued maps the value of a ballot to its new value
   * @param kept the votes that stay with the option
   */
  void transfer(int from, LongUnaryOperator revalued, long kept) {
    long[] moved = piles.transfer(from, continuing, revalued);
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

  /** Completes a round. */
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
