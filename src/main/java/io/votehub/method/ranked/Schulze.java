package io.votehub.method.ranked;

/**
 * {@code schulze}: an option beats another if the strongest path of majorities to it is stronger
 * than the strongest path back. A path is as strong as its weakest majority, a majority as its
 * winning votes. Markus Schulze, A new monotonic, clone-independent, reversal symmetric, and
 * Condorcet-consistent single-winner election method, Social Choice and Welfare 36 (2011), section
 * 2. Majorities with equal votes are equally strong.
 */
final class Schulze extends PairwiseCount {
  @Override
  public String name() {
    return "schulze";
  }

  @Override
  boolean[][] better(PairwiseMatrix matrix) {
    long[][] strongest = strongestPaths(matrix);
    int options = matrix.options();
    boolean[][] better = new boolean[options][options];
    for (int i = 0; i < options; i++) {
      for (int j = 0; j < options; j++) {
        better[i][j] = strongest[i][j] > strongest[j][i];
      }
    }
    return better;
  }

  /** The Floyd–Warshall algorithm for widest paths. */
  private static long[][] strongestPaths(PairwiseMatrix matrix) {
    int options = matrix.options();
    long[][] path = new long[options][options];
    for (int i = 0; i < options; i++) {
      for (int j = 0; j < options; j++) {
        path[i][j] = matrix.winning(i, j);
      }
    }
    for (int by = 0; by < options; by++) {
      for (int i = 0; i < options; i++) {
        for (int j = 0; j < options; j++) {
          path[i][j] = Math.max(path[i][j], Math.min(path[i][by], path[by][j]));
        }
      }
    }
    return path;
  }
}
