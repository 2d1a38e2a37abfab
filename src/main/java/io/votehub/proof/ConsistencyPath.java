package io.votehub.proof;

/** Which subtrees prove that a tree continues a smaller one (RFC 9162, section 2.1.4.1). */
final class ConsistencyPath {
  /** Takes a subtree of the proof. */
  interface Subtrees {
    /** The leaves from one up to before another. */
    void add(long from, long to);
  }

  private ConsistencyPath() {}

  /** Tells the subtrees in the order of the proof. */
  static void add(long older, long size, Subtrees proof) {
    add(older, 0, size, true, proof);
  }

  /**
   * @param older the end of the smaller tree
   * @param whole whether the smaller tree's part is a subtree whose hash the verifier has
   */
  private static void add(long older, long from, long to, boolean whole, Subtrees proof) {
    if (older == to) {
      if (!whole) {
        proof.add(from, to);
      }
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (older <= middle) {
      add(older, from, middle, whole, proof);
      proof.add(middle, to);
    } else {
      add(older, middle, to, false, proof);
      proof.add(from, middle);
    }
  }
}
