package io.votehub.rehearse;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What phones know of their votes on one poll, by ballot.
 *
 * @param acked how many phones have an acknowledged ballot and none that is in doubt
 * @param doubtful how many phones may have cast the ballot, but were not told so; one phone may
 *     appear at two ballots
 * @param doubtfulPhones phones whose ballot is in doubt, counted once
 * @param certainlyVoted phones in doubt of which a ballot stands, whichever
 */
record RoundVotes(List<Long> acked, List<Long> doubtful, long doubtfulPhones, long certainlyVoted) {
  RoundVotes {
    acked = List.copyOf(acked);
    doubtful = List.copyOf(doubtful);
  }

  static RoundVotes none(int ballots) {
    List<Long> zeros = Collections.nCopies(ballots, 0L);
    return new RoundVotes(zeros, zeros, 0, 0);
  }

  RoundVotes plus(RoundVotes other) {
    return new RoundVotes(
        sum(acked, other.acked),
        sum(doubtful, other.doubtful),
        doubtfulPhones + other.doubtfulPhones,
        certainlyVoted + other.certainlyVoted);
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  long ackedPhones() {
    return acked.stream().mapToLong(Long::longValue).sum();
  }
}
