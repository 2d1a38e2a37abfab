package io.votehub.model;

/** A close in progress on an instance, as in {@code Closing}. */
record Close(Step step, Reading reading) {
  enum Step {
    NONE,
    CLOSE,
    LOCK,
    CLOSE_AGAIN,
    SEAL,
    RAISE,
    READ,
    WRITE,
    DROP
  }

  static final Close NONE = new Close(Step.NONE, Reading.NONE);

  boolean isNone() {
    return step == Step.NONE;
  }

  /** Whether it holds the lock. */
  boolean holdsLock() {
    return step.compareTo(Step.CLOSE_AGAIN) >= 0;
  }

  Close at(Step next) {
    return new Close(next, reading);
  }

  void mix(Fingerprint print) {
    print.add(Fingerprint.number(step));
    reading.mix(print);
  }
}
