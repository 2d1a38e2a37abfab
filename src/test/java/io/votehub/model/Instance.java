package io.votehub.model;

/** A running hub: the single ballot that it writes at a time, and the close that it performs. */
record Instance(Vote vote, Close close) {
  static final Instance IDLE = new Instance(Vote.NONE, Close.NONE);

  Instance with(Vote newVote) {
    return new Instance(newVote, close);
  }

  Instance with(Close newClose) {
    return new Instance(vote, newClose);
  }

  void mix(Fingerprint print) {
    vote.mix(print);
    close.mix(print);
  }
}
