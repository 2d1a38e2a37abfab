package io.votehub.rehearse;

import java.util.List;

/**
 * One poll of a rehearsal: what phones were told against what the hub counted.
 *
 * @param acked phones with an acknowledged ballot
 * @param ballots ballots in the final result
 * @param exported ballots in the export
 * @param lost acknowledged ballots that are not counted
 * @param doubled counted ballots that no phone can have cast
 */
record RoundOutcome(long acked, long ballots, long exported, long lost, long doubled) {
  /**
   * Compares. A ballot whose acknowledgement never arrived may be counted or not; all others must
   * be as the phones were told.
   *
   * @param counted how often the result has each ballot; ignored unless {@code exact}
   */
  static RoundOutcome compare(
      RoundVotes votes, boolean exact, List<Long> counted, long ballots, long exported) {
    long certain = votes.ackedPhones() + votes.certainlyVoted();
    long possible = votes.ackedPhones() + votes.doubtfulPhones();
    long lost = Math.max(0, certain - ballots);
    long doubled = Math.max(0, ballots - possible);
    if (exact) {
      long lostByBallot = 0;
      long doubledByBallot = 0;
      for (int i = 0; i < counted.size(); i++) {
        lostByBallot += Math.max(0, votes.acked().get(i) - counted.get(i));
        doubledByBallot +=
            Math.max(0, counted.get(i) - votes.acked().get(i) - votes.doubtful().get(i));
      }
      lost = Math.max(lost, lostByBallot);
      doubled = Math.max(doubled, doubledByBallot);
    }
    return new RoundOutcome(votes.ackedPhones(), ballots, exported, lost, doubled);
  }
}
