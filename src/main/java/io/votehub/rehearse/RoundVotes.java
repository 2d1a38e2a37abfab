package io.votehub.rehearse;

/**
 * What phones know of their votes on one poll, by ballot.
 *
 * @param acked how many phones have an acknowledged ballot and none that is in doubt
 * @param doubtful how many phones may have cast the ballot, but were not told so; one phone may
 *     appear at two ballots
 * @param doubtfulPhones phones whose ballot is in doubt, counted once
 * @param certainlyVoted phones in doubt of which a ballot stands, whichever
 */
record RoundVotes(long[] acked, long[] doubtful, long doubtfulPhones, long certainlyVoted) {
  static RoundVotes none(int ballots) {
    return new RoundVotes(new long[ballots], new long[ballots], 0, 0);
  }

  RoundVotes plus(RoundVotes other) {
    return new RoundVotes(
        sum(acked, other.acked),
        sum(doubtful, other.doubtful),
        doubtfulPhones + other.doubtfulPhones,
        certainlyVoted + other.certainlyVoted);
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  long ackedPhones() {
    long sum = 0;
    for (long each : acked) {
      sum += each;
    }
    return sum;
  }
}
