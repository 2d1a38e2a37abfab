package io.votehub.bench;

/**
 * The votes of one voter that wait for their acks, and since when the voter waits for a tally that
 * shows one of them.
 */
final class OwnVotes {
  private static final int FEWEST = 32;
  private static final int RECENT = 8;

  private final long[] sentAt;
  private final long[] recentRev = new long[RECENT];
  private final long[] recentAt = new long[RECENT];
  private int recent;
  private int number;
  private int inFlight;
  private long awaitedRev;
  private long awaitedSince;

  /**
   * None yet.
   *
   * @param window how many may be in flight
   */
  OwnVotes(int window) {
    // Twice as many places as votes, since acks need not come in order.
    sentAt = new long[Integer.highestOneBit(Math.max(FEWEST, window)) * 4];
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether one more would take the place of one that still waits. */
  boolean isFull() {
    return inFlight >= sentAt.length / 2;
  }

  /** A vote that will be acknowledged; returns its number, from 1. */
  int begin(long now) {
    inFlight++;
    return place(now);
  }

  /** A vote that nobody acknowledges: it is in every tally from this revision on. */
  int begin(long now, long rev) {
    if (awaitedSince == 0) {
      awaitedRev = rev;
      awaitedSince = now;
    }
    return place(now);
  }

  private int place(long now) {
    number++;
    sentAt[number & (sentAt.length - 1)] = now;
    return number;
  }

  /** Whether the revision of a tally matters. */
  boolean awaitTallies() {
    return inFlight > 0 || awaitedSince != 0;
  }

  /** A tally that holds all votes up to this one. */
  void tally(long rev, long now, Tape tape) {
    recentRev[recent % RECENT] = rev;
    recentAt[recent % RECENT] = now;
    recent++;
    if (awaitedSince != 0 && rev >= awaitedRev) {
      tape.sawOwnVote(now - awaitedSince);
      awaitedSince = 0;
    }
  }

  void acked(int vote, long rev, long now, Tape tape) {
    long sent = sentAt[vote & (sentAt.length - 1)];
    inFlight--;
    tape.acked(now - sent);
    if (awaitedSince == 0) {
      awaitTally(sent, rev, tape);
    }
  }

  void refused() {
    inFlight--;
  }

  /** The tally that shows the vote may have come before its ack. */
  private void awaitTally(long sent, long rev, Tape tape) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < RECENT; i++) {
      if (recentRev[i] >= rev && recentAt[i] >= sent) {
        first = Math.min(first, recentAt[i]);
      }
    }
    if (first < Long.MAX_VALUE) {
      tape.sawOwnVote(first - sent);
    } else {
      awaitedRev = rev;
      awaitedSince = sent;
    }
  }
}
