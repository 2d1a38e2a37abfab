package io.votehub.push;

/**
 * What a push service made of a message.
 *
 * @param afterMs when it may be sent again, in milliseconds from now; 0 unless it is {@code LATER}
 */
record Outcome(Kind kind, long afterMs) {
  /** What became of it. */
  enum Kind {
    SENT,
    /** The subscription has ended. */
    GONE,
    /** To be sent again. */
    LATER,
    /** Refused for good. */
    FAILED
  }

  static final Outcome SENT = new Outcome(Kind.SENT, 0);
  static final Outcome GONE = new Outcome(Kind.GONE, 0);
  static final Outcome FAILED = new Outcome(Kind.FAILED, 0);

  static Outcome later(long afterMs) {
    return new Outcome(Kind.LATER, afterMs);
  }
}
