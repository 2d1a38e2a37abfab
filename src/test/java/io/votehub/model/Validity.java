package io.votehub.model;

/**
 * The recorded validity of past epochs.
 *
 * @param known bit set of the epochs with a record
 * @param valid which of their revisions count
 */
record Validity(int known, long valid) {
  static final Validity NOTHING = new Validity(0, 0);

  private boolean knows(int epoch) {
    return (known & (1 << epoch)) != 0;
  }

  /** The valid revisions up to an epoch; in an epoch without a record, all. */
  long counting(int lastEpoch, Rules rules) {
    long counting = 0;
    for (int epoch = 1; epoch <= lastEpoch; epoch++) {
      long all = Rev.epochSet(epoch);
      counting |= knows(epoch) && rules.keep(Rule.VOID) ? all & valid : all;
    }
    return counting;
  }

  /** The same record, extended by the revisions found in the epochs before one. */
  Validity completed(Journal journal, int before, Rules rules) {
    int allKnown = known;
    long allValid = valid;
    for (int epoch = 1; epoch < before; epoch++) {
      if (!knows(epoch)) {
        long found = journal.there() & Rev.epochSet(epoch);
        allKnown |= 1 << epoch;
        allValid |= rules.keep(Rule.HOLES) || found == 0 ? found : upToHighest(found, epoch);
      }
    }
    return new Validity(allKnown, allValid);
  }

  /** The same record, in which only the standing ballots of the recorded epochs are valid. */
  Validity withoutSuperseded(int standing) {
    long only = 0;
    for (int voter = 0; voter < Rev.VOTERS; voter++) {
      int cast = Rev.castOf(standing, voter);
      only |= cast == 0 ? 0 : Rev.bit(Rev.rev(cast));
    }
    return new Validity(known, valid & only);
  }

  /** The invalid revisions of the recorded epochs. */
  long voids() {
    long all = 0;
    for (int epoch = 1; epoch <= Rev.MAX_EPOCH; epoch++) {
      all |= knows(epoch) ? Rev.epochSet(epoch) : 0;
    }
    return all & ~valid;
  }

  private static long upToHighest(long found, int epoch) {
    return ((Long.highestOneBit(found) << 1) - 1) & Rev.epochSet(epoch);
  }

  /** Whether this record contradicts no earlier one. */
  boolean keeps(Validity earlier) {
    for (int epoch = 1; epoch <= Rev.MAX_EPOCH; epoch++) {
      boolean same = ((valid ^ earlier.valid) & Rev.epochSet(epoch)) == 0;
      if (earlier.knows(epoch) && !(knows(epoch) && same)) {
        return false;
      }
    }
    return true;
  }
}
