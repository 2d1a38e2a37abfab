package io.votehub.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that someone meant who wrote another. */
final class ClosestName {
  private ClosestName() {}

  /** The nearest of {@code known}; nothing if none is near. */
  static Optional<String> of(String given, List<String> known) {
    String bare = bare(given);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(bare, bare(name))))
        .filter(name -> distance(bare, bare(name)) <= Math.max(1, bare.length() / 4));
  }

  /** Case and separators are what people get wrong most, so they do not tell names apart. */
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /** How many letters to add, drop, change or swap with their neighbour to make one the other. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(a, b, steps, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] steps, int i, int j) {
    int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(steps[i - 1][j - 1] + changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
