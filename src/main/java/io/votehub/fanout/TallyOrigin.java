package io.votehub.fanout;

import java.util.List;

/**
 * What a published tally comes from, for those who follow votes.
 *
 * @param traceparent where the trace of the publication goes on; null if it is not traced
 * @param votes ids of followed votes that the tally contains for the first time; may be incomplete
 */
public record TallyOrigin(String traceparent, List<String> votes) {
  /** Nothing is followed. */
  public static final TallyOrigin UNKNOWN = new TallyOrigin(null, List.of());

  /** Whether there is anything to follow. */
  public boolean isKnown() {
    return traceparent != null || !votes.isEmpty();
  }
}
