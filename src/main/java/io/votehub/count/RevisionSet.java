package io.votehub.count;

/**
 * Revisions that are looked for in a journal, which is read in the order of revisions. Used by one
 * thread at a time.
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

  /** Whether it is the next one that is looked for; then the one after it is. */
  boolean isNext(long rev) {
    boolean found = next < revs.length && revs[next] == rev;
    if (found) {
      next++;
    }
    return found;
  }

  /** How many were there so far. */
  int found() {
    return next;
  }

  /**
   * To be asked at the end of the journal.
   *
   * @throws StaleEpochException if some were not there: the poll was reset or deleted meanwhile
   */
  void requireAll() {
    if (next < revs.length) {
      throw new StaleEpochException();
    }
  }
}
