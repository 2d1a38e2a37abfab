package io.votehub.model;

/**
 * The remaining events.
 *
 * @param voters how many voters have sent a ballot
 * @param flight an append whose writer is gone and that may still land: its cast above its voter;
 *     zero for none
 */
record Left(int voters, int sends, int crashes, int losses, int closes, int reopens, int flight) {
  static Left all(Bounds bounds) {
    return new Left(
        0, bounds.sends(), bounds.crashes(), bounds.losses(), bounds.closes(), bounds.reopens(), 0);
  }

  Left sent(int voter) {
    return new Left(
        Math.max(voters, voter + 1), sends - 1, crashes, losses, closes, reopens, flight);
  }

  Left crashed() {
    return new Left(voters, sends, crashes - 1, losses, closes, reopens, flight);
  }

  Left lost() {
    return new Left(voters, sends, crashes, losses - 1, closes, reopens, flight);
  }

  Left closing() {
    return new Left(voters, sends, crashes, losses, closes - 1, reopens, flight);
  }

  Left reopened() {
    return new Left(voters, sends, crashes, losses, closes, reopens - 1, flight);
  }

  Left flying(Vote vote) {
    int cast = Rev.cast(vote.rev(), vote.choice());
    return new Left(voters, sends, crashes, losses, closes, reopens, cast << 2 | vote.voter());
  }

  Left landed() {
    return new Left(voters, sends, crashes, losses, closes, reopens, 0);
  }

  void mix(Fingerprint print) {
    long bits = voters;
    for (int each : new int[] {sends, crashes, losses, closes, reopens}) {
      bits = bits << 4 | each;
    }
    print.add(bits << 9 | flight);
  }
}
