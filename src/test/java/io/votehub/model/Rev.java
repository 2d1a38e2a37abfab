package io.votehub.model;

/**
 * A revision in six bits, the epoch above and the counter below. A cast is a revision with the
 * choice in a seventh bit; a standing is the casts of three voters. Zero is none. A set of
 * revisions is a long with one bit for each.
 */
final class Rev {
  static final int MAX_EPOCH = 7;
  static final int MAX_COUNTER = 7;
  static final int VOTERS = 3;
  private static final int CAST_BITS = 7;
  private static final int CAST_MASK = (1 << CAST_BITS) - 1;

  private Rev() {}

  static int of(int epoch, int counter) {
    return epoch << 3 | counter;
  }

  static int epoch(int rev) {
    return rev >> 3;
  }

  static int counter(int rev) {
    return rev & MAX_COUNTER;
  }

  static long bit(int rev) {
    return 1L << rev;
  }

  /** The set of all revisions of an epoch. */
  static long epochSet(int epoch) {
    return 0xFFL << (8 * epoch);
  }

  static int cast(int rev, int choice) {
    return rev << 1 | choice;
  }

  static int rev(int cast) {
    return cast >> 1;
  }

  static int choice(int cast) {
    return cast & 1;
  }

  /** A voter's cast in a standing. */
  static int castOf(int standing, int voter) {
    return (standing >> (CAST_BITS * voter)) & CAST_MASK;
  }

  static int with(int standing, int voter, int cast) {
    int at = CAST_BITS * voter;
    return (standing & ~(CAST_MASK << at)) | (cast << at);
  }

  static String text(int rev) {
    return epoch(rev) + "." + counter(rev);
  }
}
