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
record Told(int acked, int late, boolean closed, long after, Promise broken) {
  static final Told NOTHING = new Told(0, 0, false, 0, Promise.KEPT);

  Told acknowledged(Vote vote, int rev) {
    int cast = Rev.cast(rev, vote.choice());
    int before = Rev.castOf(acked, vote.voter());
    boolean older = cast != vote.floor() && Rev.rev(cast) <= Rev.rev(vote.floor());
    int newest = Math.max(cast, before);
    Told next = new Told(Rev.with(acked, vote.voter(), newest), late, closed, after, broken);
    return older ? next.breaking(Promise.ACKS_GROW) : next;
  }

  Told refused(Vote vote) {
    return new Told(acked, late | lateBit(vote.voter(), vote.choice()), closed, after, broken);
  }

  Told sent(int voter, int choice) {
    return new Told(acked, late & ~lateBit(voter, choice), closed, after, broken);
  }

  boolean wasLate(int voter, int choice) {
    return (late & lateBit(voter, choice)) != 0;
  }

  private static int lateBit(int voter, int choice) {
    return 1 << (2 * voter + choice);
  }

  Told closing() {
    return new Told(acked, late, true, after, broken);
  }

  Told reopened() {
    return new Told(acked, 0, false, 0, broken);
  }

  Told recorded(int rev) {
    return closed ? new Told(acked, late, true, after | Rev.bit(rev), broken) : this;
  }

  Told breaking(Promise promise) {
    return new Told(acked, late, closed, after, promise);
  }

  void mix(Fingerprint print) {
    long flags = (long) Fingerprint.number(broken) << 1 | (closed ? 1 : 0);
    print.add(acked | (long) late << 21 | flags << 27);
    print.add(after);
  }
}
