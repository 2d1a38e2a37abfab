package io.votehub.count;

/**
 * Ascending revisions to be found in a journal, which is read in the same order. Used by one thread
 * at a time.
 */
final class RevisionSet {
  private final long[] revs;
  private int next;

  /**
   * @param revs in ascending order
   */
  RevisionSet(long[] revs) {
    this.revs = revs;
  }

  /** Whether this is the next revision of the set; if so, advances to the one after it. */
  boolean isNext(long rev) {
    boolean found = next < revs.length && revs[next] == rev;
    if (found) {
      next++;
    }
    return found;
  }

  /** The number of revisions found so far. */
  int found() {
    return next;
  }

  /**
   * To be called at the end of the journal.
   *
   * @throws StaleEpochException if some revisions were not found: the poll was reset or deleted
   */
  void requireAll() {
    if (next < revs.length) {
      throw new StaleEpochException();
    }
  }
}
