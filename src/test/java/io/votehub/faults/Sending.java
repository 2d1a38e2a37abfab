package io.votehub.faults;

/**
 * One transmission of a ballot. A vote that is repeated, or sent to several instances at once, has
 * several.
 *
 * @param ballot in the form of {@link BallotText}; a voter never casts equal ballots on a poll in
 *     two different votes, so the standing one can be identified
 * @param atNanos time by the clock of the process that sends and checks
 */
record Sending(long number, String voter, String poll, String ballot, long atNanos) {

  /** The hub's answer to a transmission. An unanswered one may still be counted. */
  sealed interface Answer {
    long atNanos();

    record Acked(long atNanos, long rev) implements Answer {}

    /**
     * @param retry whether the hub does not know; if it does, this sending changed nothing
     */
    record Refused(long atNanos, String code, boolean retry) implements Answer {}
  }
}
