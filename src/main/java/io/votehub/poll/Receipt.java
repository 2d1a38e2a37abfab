package io.votehub.poll;

/**
 * The outcome of a cast ballot. Where another ballot stands than the one that was cast, its mark is
 * told, null if it has none.
 */
public sealed interface Receipt {
  /** The ballot stands with its own mark, under a new revision. */
  record Counted(long rev) implements Receipt {}

  /** An identical ballot of the voter already stood, under this revision and with this mark. */
  record Repeated(long rev, Mark mark) implements Receipt {
    public Repeated(long rev) {
      this(rev, null);
    }
  }

  /**
   * A later ballot of the voter was counted instead.
   *
   * @param rev revision of the later ballot
   * @param ballot canonical form of the later ballot
   * @param mark that of the later ballot
   */
  record Superseded(long rev, String ballot, Mark mark) implements Receipt {
    public Superseded(long rev, String ballot) {
      this(rev, ballot, null);
    }
  }

  /** The ballot does not count. */
  record Refused(Refusal why) implements Receipt {}
}
