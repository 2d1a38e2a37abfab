package io.votehub.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Suggests the closest setting for a typo, by the Damerau–Levenshtein distance. */
final class ClosestName {
  private ClosestName() {}

  /** The closest of {@code known}; empty if none is close enough. */
  static Optional<String> of(String given, List<String> known) {
    String normalized = normalized(given);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(normalized, normalized(name))))
        .filter(
            name -> distance(normalized, normalized(name)) <= Math.max(1, normalized.length() / 4));
  }

  /** People mostly get case and separators wrong, so names are compared without them. */
  private static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /**
   * Optimal string alignment distance: the number of insertions, deletions, substitutions and
   * transpositions of adjacent characters (F. J. Damerau, Communications of the ACM 7(3), 1964).
   */
  private static int distance(String a, String b) {
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : step(a, b, distances, i, j);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] distances, int i, int j) {
    int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(
            distances[i - 1][j - 1] + changed,
            Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
  }
}
