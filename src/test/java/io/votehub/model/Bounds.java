package io.votehub.model;

/**
 * How much may happen on one way.
 *
 * @param epochs how many epochs there are, the first one among them; whoever wants one more waits
 * @param voters how many voters there are, at most three
 * @param sends how often a voter sends a ballot to an instance, the first time or again
 * @param crashes how often an instance crashes, or an append has an unknown outcome
 * @param losses how often a Redis server loses everything, or a lock runs out under its holder
 * @param closes how often an instance begins to close the poll
 * @param reopens how often the closed poll is opened again
 * @param failOver whether Redis may fail over to an older copy while its old server lives on
 */
record Bounds(
    int epochs,
    int voters,
    int sends,
    int crashes,
    int losses,
    int closes,
    int reopens,
    boolean failOver) {
  static Bounds of(int epochs, int voters, int sends) {
    return new Bounds(epochs, voters, sends, 0, 0, 1, 0, false);
  }

  Bounds crashes(int number) {
    return new Bounds(epochs, voters, sends, number, losses, closes, reopens, failOver);
  }

  Bounds losses(int number) {
    return new Bounds(epochs, voters, sends, crashes, number, closes, reopens, failOver);
  }

  Bounds closes(int number) {
    return new Bounds(epochs, voters, sends, crashes, losses, number, reopens, failOver);
  }

  Bounds reopens(int number) {
    return new Bounds(epochs, voters, sends, crashes, losses, closes, number, failOver);
  }

  Bounds withFailOver() {
    return new Bounds(epochs, voters, sends, crashes, losses, closes, reopens, true);
  }
}
