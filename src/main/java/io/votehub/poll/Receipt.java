package io.votehub.poll;

/** What became of one cast ballot. */
public sealed interface Receipt {
  /** It stands under a new revision. */
  record Counted(long rev) implements Receipt {}

  /** The same ballot of the same voter stood already, under this revision. */
  record Repeated(long rev) implements Receipt {}

  /**
   * A later ballot of the same voter was counted in its place.
   *
   * @param rev under which that one stands
   * @param ballot the one that was counted, in its canonical form
   */
  record Superseded(long rev, String ballot) implements Receipt {}

  /** It does not count. */
  record Refused(Refusal why) implements Receipt {}
}
