package io.votehub.model;

/**
 * The answers that voters received, and what is needed to check them.
 *
 * @param acked the newest acknowledged cast of each voter
 * @param late which ballots were refused as late, a bit for each voter and choice
 * @param closed whether the poll was closed in the ledger, on a page of the newest epoch
 * @param after the revisions recorded after that
 * @param broken a guarantee that was violated on the way
 */
record Answers(int acked, int late, boolean closed, long after, Promise broken) {
  static final Answers NOTHING = new Answers(0, 0, false, 0, Promise.KEPT);

  Answers acknowledged(Vote vote, int rev) {
    int cast = Rev.cast(rev, vote.choice());
    int before = Rev.castOf(acked, vote.voter());
    boolean older = cast != vote.floor() && Rev.rev(cast) <= Rev.rev(vote.floor());
    int newest = Math.max(cast, before);
    Answers next = new Answers(Rev.with(acked, vote.voter(), newest), late, closed, after, broken);
    return older ? next.breaking(Promise.ACKS_GROW) : next;
  }

  Answers refused(Vote vote) {
    return new Answers(acked, late | lateBit(vote.voter(), vote.choice()), closed, after, broken);
  }

  Answers sent(int voter, int choice) {
    return new Answers(acked, late & ~lateBit(voter, choice), closed, after, broken);
  }

  boolean wasLate(int voter, int choice) {
    return (late & lateBit(voter, choice)) != 0;
  }

  private static int lateBit(int voter, int choice) {
    return 1 << (2 * voter + choice);
  }

  Answers closing() {
    return new Answers(acked, late, true, after, broken);
  }

  Answers reopened() {
    return new Answers(acked, 0, false, 0, broken);
  }

  Answers recorded(int rev) {
    return closed ? new Answers(acked, late, true, after | Rev.bit(rev), broken) : this;
  }

  Answers breaking(Promise promise) {
    return new Answers(acked, late, closed, after, promise);
  }

  void mix(Fingerprint print) {
    long flags = (long) Fingerprint.number(broken) << 1 | (closed ? 1 : 0);
    print.add(acked | (long) late << 21 | flags << 27);
    print.add(after);
  }
}
