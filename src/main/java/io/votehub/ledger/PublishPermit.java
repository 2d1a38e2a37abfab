package io.votehub.ledger;

import io.votehub.poll.Tally;

/** What {@link Ledger#due} answers. */
public sealed interface PublishPermit {
  /** The caller publishes this tally. */
  record Now(Tally tally) implements PublishPermit {}

  /** The tally has grown, but it is too early: to be asked again in so many milliseconds. */
  record In(long ms) implements PublishPermit {}

  /** The tally has not grown since it was last published, or there is no page. */
  record Nothing() implements PublishPermit {}
}
