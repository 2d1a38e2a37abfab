package io.votehub.model;

/** The guarantees for voters and presenters. */
enum Promise {
  KEPT("every promise is kept"),
  ACKS_GROW("an ack says an older ballot than one acknowledged before it was sent"),
  ACKED_STANDS("an acknowledged ballot is neither in the result nor replaced by a later one"),
  RECOUNT("a recount differs from the result"),
  VALID_FOR_EVER("what was written down as valid was changed"),
  NOTHING_AFTER_CLOSE("a ballot that was recorded after the close is in the result"),
  LATE_IS_TRUE("a ballot was refused as late, and it is in the result"),
  OPEN_IS_OPEN("a ballot was refused as late while the poll was open"),
  TALLY("the live tally has other confirmed ballots than a recount");

  private final String broken;

  Promise(String broken) {
    this.broken = broken;
  }

  @Override
  public String toString() {
    return broken;
  }
}
