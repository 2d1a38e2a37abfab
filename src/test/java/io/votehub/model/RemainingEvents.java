package io.votehub.model;

/**
 * The remaining events.
 *
 * @param voters how many voters have sent a ballot
 * @param flight an append whose writer is gone and that may still land: its cast above its voter;
 *     zero for none
 */
record RemainingEvents(
    int voters, int sends, int crashes, int losses, int closes, int reopens, int flight) {
  static RemainingEvents all(Bounds bounds) {
    return new RemainingEvents(
        0, bounds.sends(), bounds.crashes(), bounds.losses(), bounds.closes(), bounds.reopens(), 0);
  }

  RemainingEvents sent(int voter) {
    return new RemainingEvents(
        Math.max(voters, voter + 1), sends - 1, crashes, losses, closes, reopens, flight);
  }

  RemainingEvents crashed() {
    return new RemainingEvents(voters, sends, crashes - 1, losses, closes, reopens, flight);
  }

  RemainingEvents lost() {
    return new RemainingEvents(voters, sends, crashes, losses - 1, closes, reopens, flight);
  }

  RemainingEvents closing() {
    return new RemainingEvents(voters, sends, crashes, losses, closes - 1, reopens, flight);
  }

  RemainingEvents reopened() {
    return new RemainingEvents(voters, sends, crashes, losses, closes, reopens - 1, flight);
  }

  RemainingEvents flying(Vote vote) {
    int cast = Rev.cast(vote.rev(), vote.choice());
    return new RemainingEvents(
        voters, sends, crashes, losses, closes, reopens, cast << 2 | vote.voter());
  }

  RemainingEvents landed() {
    return new RemainingEvents(voters, sends, crashes, losses, closes, reopens, 0);
  }

  void mix(Fingerprint print) {
    long bits = voters;
    for (int each : new int[] {sends, crashes, losses, closes, reopens}) {
      bits = bits << 4 | each;
    }
    print.add(bits << 9 | flight);
  }
}
