package io.votehub.rehearse;

import java.util.Arrays;

/** Sums of what the phones of a block know of their votes on a poll. */
final class PhoneCount {
  private final long[] acked;
  private final long[] doubtful;
  private long doubtfulPhones;
  private long certainlyVoted;

  /**
   * @param ballots the number of different ballots
   */
  PhoneCount(int ballots) {
    acked = new long[ballots];
    doubtful = new long[ballots];
  }

  void acknowledged(int ballot) {
    acked[ballot]++;
  }

  /**
   * A phone that does not know whether a vote was counted.
   *
   * @param before its acknowledged vote before that; negative if there was none
   */
  void doubtful(int ballot, int before) {
    doubtful[ballot]++;
    doubtfulPhones++;
    if (before >= 0) {
      certainlyVoted++;
      if (before != ballot) {
        doubtful[before]++;
      }
    }
  }

  RoundVotes votes() {
    return new RoundVotes(
        Arrays.stream(acked).boxed().toList(),
        Arrays.stream(doubtful).boxed().toList(),
        doubtfulPhones,
        certainlyVoted);
  }
}
