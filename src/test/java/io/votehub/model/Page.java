package io.votehub.model;

/**
 * The poll's page in a Redis server.
 *
 * @param counter the counter of the last revision
 * @param pending bit set of the counters that are recorded but not confirmed
 * @param run the run of the server for which it was built
 * @param standing the voters' standing ballots
 */
record Page(int epoch, int counter, int pending, Phase phase, int run, int standing) {
  static final Page NONE = new Page(0, 0, 0, Phase.OPEN, 0, 0);

  boolean isThere() {
    return epoch > 0;
  }

  Page recorded(int voter, int choice) {
    int next = counter + 1;
    int cast = Rev.cast(Rev.of(epoch, next), choice);
    return new Page(
        epoch, next, pending | (1 << next), phase, run, Rev.with(standing, voter, cast));
  }

  boolean isPending(int rev) {
    return Rev.epoch(rev) == epoch && (pending & (1 << Rev.counter(rev))) != 0;
  }

  Page confirmed(int rev) {
    return new Page(epoch, counter, pending & ~(1 << Rev.counter(rev)), phase, run, standing);
  }

  Page in(Phase newPhase) {
    return new Page(epoch, counter, pending, newPhase, run, standing);
  }

  long bits() {
    long bits = epoch;
    bits = bits << 3 | counter;
    bits = bits << 8 | pending;
    bits = bits << 2 | Fingerprint.number(phase);
    bits = bits << 1 | run;
    return bits << 21 | standing;
  }
}
