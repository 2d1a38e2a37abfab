package io.votehub.model;

/**
 * A ballot on its way through an instance, as in {@code BatchWriter}; it may have to put up the
 * page on its way.
 *
 * @param again whether it was recorded, or found no page, before
 * @param floor the voter's newest cast that was acknowledged when this one was sent
 * @param page the epoch of the page that recorded it; at a drop, the newest one that is to go
 * @param reading what it has read if it puts up the page
 * @param rev the revision it was recorded under, or that of the ballot it repeats
 */
record Vote(
    Step step,
    int voter,
    int choice,
    boolean again,
    int floor,
    int page,
    int rev,
    Reading reading) {
  enum Step {
    NONE,
    RECORD,
    APPEND,
    LOOK,
    LOOK_AT_REPEAT,
    LOOK_AT_REFUSAL,
    CONFIRM,
    DROP,
    AWAIT,
    LOCK,
    RAISE,
    READ,
    WRITE,
    INSTALL
  }

  static final Vote NONE = new Vote(Step.NONE, 0, 0, false, 0, 0, 0, Reading.NONE);

  static Vote sent(int voter, int choice, int floor) {
    return new Vote(Step.RECORD, voter, choice, false, floor, 0, 0, Reading.NONE);
  }

  boolean isNone() {
    return step == Step.NONE;
  }

  boolean putsUpPage() {
    return step.compareTo(Step.RAISE) >= 0;
  }

  Vote at(Step next) {
    return new Vote(next, voter, choice, again, floor, page, rev, reading);
  }

  Vote recorded(Step next, int newPage, int newRev) {
    return new Vote(next, voter, choice, again, floor, newPage, newRev, Reading.NONE);
  }

  /** Starts again like a new ballot, or waits for the seal. */
  Vote retry(Step next) {
    return new Vote(next, voter, choice, true, floor, 0, 0, Reading.NONE);
  }

  Vote with(Step next, Reading newReading) {
    return new Vote(next, voter, choice, again, floor, page, rev, newReading);
  }

  void mix(Fingerprint print) {
    long bits = Fingerprint.number(step);
    bits = bits << 2 | voter;
    bits = bits << 1 | choice;
    bits = bits << 1 | (again ? 1 : 0);
    bits = bits << 7 | floor;
    bits = bits << 3 | page;
    print.add(bits << 6 | rev);
    reading.mix(print);
  }
}
