package io.votehub.model;

/**
 * The ballots in the store, which are immutable; those that do not count are removed.
 *
 * @param there bit set of the revisions that have a ballot
 * @param second bit set of those whose voter number has its lower bit set
 * @param third bit set of those whose voter number has its upper bit set
 * @param other bit set of those whose ballot is the second choice
 */
record Journal(long there, long second, long third, long other) {
  static final Journal EMPTY = new Journal(0, 0, 0, 0);

  boolean has(int rev) {
    return (there & Rev.bit(rev)) != 0;
  }

  boolean says(int rev, int voter, int choice) {
    return voter(rev) == voter && bit(other, rev) == choice;
  }

  private int voter(int rev) {
    return bit(third, rev) << 1 | bit(second, rev);
  }

  private static int bit(long set, int rev) {
    return (int) (set >>> rev) & 1;
  }

  Journal with(int rev, int voter, int choice) {
    long bit = Rev.bit(rev);
    return new Journal(
        there | bit,
        (voter & 1) == 0 ? second : second | bit,
        (voter & 2) == 0 ? third : third | bit,
        choice == 0 ? other : other | bit);
  }

  Journal without(long revs) {
    return new Journal(there & ~revs, second & ~revs, third & ~revs, other & ~revs);
  }

  /** The standing ballots: of each voter the last one among those that count. */
  int fold(long counting) {
    int standing = 0;
    for (int voter = 0; voter < Rev.VOTERS; voter++) {
      long own =
          there
              & counting
              & ((voter & 1) == 0 ? ~second : second)
              & ((voter & 2) == 0 ? ~third : third);
      if (own != 0) {
        int rev = Long.SIZE - 1 - Long.numberOfLeadingZeros(own);
        standing = Rev.with(standing, voter, Rev.cast(rev, bit(other, rev)));
      }
    }
    return standing;
  }
}
