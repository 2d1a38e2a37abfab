package io.votehub.faults;

/**
 * One sending of a ballot. A vote that is repeated, or made on several instances at once, is sent
 * more than once.
 *
 * @param ballot as {@link BallotText} writes it; a voter sends no two different votes alike on one
 *     poll, so that it can be told which of them stands
 * @param atNanos when, by the clock of the process that sends and judges
 */
record Sending(long number, String voter, String poll, String ballot, long atNanos) {

  /** What the hub said to a sending. One that it did not answer may yet count. */
  sealed interface Answer {
    long atNanos();

    record Acked(long atNanos, long rev) implements Answer {}

    /**
     * @param retry whether the hub does not know; if it does, this sending changed nothing
     */
    record Refused(long atNanos, String code, boolean retry) implements Answer {}
  }
}
