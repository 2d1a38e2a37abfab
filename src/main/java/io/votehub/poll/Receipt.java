package io.votehub.poll;

/** The outcome of a cast ballot. */
public sealed interface Receipt {
  /** The ballot stands, under a new revision. */
  record Counted(long rev) implements Receipt {}

  /** An identical ballot of the voter already stood, under this revision. */
  record Repeated(long rev) implements Receipt {}

  /**
   * A later ballot of the voter was counted instead.
   *
   * @param rev revision of the later ballot
   * @param ballot canonical form of the later ballot
   */
  record Superseded(long rev, String ballot) implements Receipt {}

  /** The ballot does not count. */
  record Refused(Refusal why) implements Receipt {}
}
