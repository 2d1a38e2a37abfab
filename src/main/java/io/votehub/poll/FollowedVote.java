package io.votehub.poll;

/**
 * One vote that is followed on its way through the hub, for the log and for traces. It knows who
 * sent the vote by connection only, and never what was chosen. Safe from any thread; what it is
 * told costs no waiting.
 */
public interface FollowedVote {
  /** A step on the way of a vote that counts. */
  enum Step {
    /** It came by a socket or an HTTP request and was valid. */
    RECEIVED,
    /** The poll's counter has put it into a batch. */
    BATCHED,
    /** The ledger has counted it; it is pending. */
    RECORDED,
    /** The store has written it durably. */
    STORED,
    /** The ledger knows that it is durable. */
    CONFIRMED,
    /** A tally that contains it was published to all instances. */
    PUBLISHED
  }

  /**
   * The vote's id: that of the connection or request, and the client's own, of which none repeats.
   */
  String id();

  /** Where the vote's trace goes on, as a W3C {@code traceparent}; null if it is not traced. */
  String traceparent();

  /** The vote has reached a step. */
  void reached(Step step);

  /**
   * The vote has reached a step and a revision.
   *
   * @param rev of the ballot, or of the tally that contains it
   */
  void reached(Step step, long rev);

  /** The trace of the batch in which the vote is counted. */
  void joined(String batchTraceparent);

  /** The vote's receipt was written to its sender, who may have gone. */
  void answered(Receipt receipt);
}
