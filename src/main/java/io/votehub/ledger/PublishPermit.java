package io.votehub.ledger;

import io.votehub.poll.Tally;

/** The reply of {@link Ledger#tryAcquirePublish}. */
public sealed interface PublishPermit {
  /** The caller publishes this tally. */
  record Granted(Tally tally) implements PublishPermit {}

  /** The tally has grown, but the interval is not over: to be asked again after so many ms. */
  record RetryIn(long ms) implements PublishPermit {}

  /** The tally has not grown since it was last published, or the poll has no ledger page. */
  record Unchanged() implements PublishPermit {}
}
