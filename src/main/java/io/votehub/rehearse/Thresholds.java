package io.votehub.rehearse;

/**
 * What a rehearsal must keep to pass, beside losing nothing and doubling nothing.
 *
 * @param ackMs the 99th percentile of the time from a vote to its acknowledgement
 * @param tallyMs the 99th percentile of the time from a vote to a tally that contains it
 * @param joinMs the 99th percentile of the time from opening a connection to {@code joined}
 */
public record Thresholds(long ackMs, long tallyMs, long joinMs) {
  /**
   * What people take for "at once" on a phone. A hub may delay a new voter by 1.5 s where very many
   * come from one address, and that is no fault.
   */
  public static final Thresholds DEFAULT = new Thresholds(1000, 1500, 3000);
}
