package io.votehub.poll;

/**
 * The states of a poll. Only {@link #OPEN} accepts votes; {@link #CLOSING} is the short time
 * between the cutoff and the final result.
 */
public enum PollState {
  DRAFT("draft"),
  OPEN("open"),
  CLOSING("open"),
  CLOSED("closed");

  private final String wire;

  PollState(String wire) {
    this.wire = wire;
  }

  /** The state as named by the contract, where a closing poll is open until its result is final. */
  public String wire() {
    return wire;
  }
}
