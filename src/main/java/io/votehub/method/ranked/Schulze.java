package io.votehub.method.ranked;

/**
 * {@code schulze}: an option is better than another if its strongest chain of majorities to it is
 * stronger than the strongest chain back; a chain is as strong as its weakest majority, and a
 * majority as its votes (winning votes). Markus Schulze, A new monotonic, clone-independent,
 * reversal symmetric, and Condorcet-consistent single-winner election method, Social Choice and
 * Welfare 36 (2011), section 2. Of majorities with equal votes none is stronger.
 */
final class Schulze extends PairwiseCount {
  @Override
  public String name() {
    return "schulze";
  }

  @Override
  boolean[][] better(PairwiseMatrix matrix) {
    long[][] strongest = strongestChains(matrix);
    int options = matrix.options();
    boolean[][] better = new boolean[options][options];
    for (int i = 0; i < options; i++) {
      for (int j = 0; j < options; j++) {
        better[i][j] = strongest[i][j] > strongest[j][i];
      }
    }
    return better;
  }

  /** Floyd and Warshall's algorithm, for the widest paths. */
  private static long[][] strongestChains(PairwiseMatrix matrix) {
    int options = matrix.options();
    long[][] chain = new long[options][options];
    for (int i = 0; i < options; i++) {
      for (int j = 0; j < options; j++) {
        chain[i][j] = matrix.winning(i, j);
      }
    }
    for (int by = 0; by < options; by++) {
      for (int i = 0; i < options; i++) {
        for (int j = 0; j < options; j++) {
          chain[i][j] = Math.max(chain[i][j], Math.min(chain[i][by], chain[by][j]));
        }
      }
    }
    return chain;
  }
}
