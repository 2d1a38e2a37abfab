package io.votehub.http;

import java.util.Locale;

/**
 * Which of two media types a client would rather have (RFC 9110, 12.5.1). What is malformed counts
 * as not said.
 */
final class Accept {
  /** How much a type is wanted, and how closely it was named: as itself, its family, or all. */
  private record Wish(double quality, int closeness) {}

  private final String[] ranges;

  /**
   * @param header the Accept header, or null
   */
  Accept(String header) {
    ranges = (header == null ? "" : header.toLowerCase(Locale.ROOT)).split(",", 50);
  }

  /** Whether {@code type} is wanted more than what is sent otherwise. */
  boolean prefers(String type, String otherwise) {
    Wish first = wish(type);
    Wish second = wish(otherwise);
    return first.quality > second.quality
        || (first.quality > 0
            && first.quality == second.quality
            && first.closeness > second.closeness);
  }

  private Wish wish(String type) {
    Wish best = new Wish(0, -1);
    for (String range : ranges) {
      String[] parts = range.split(";", 10);
      int closeness = closeness(parts[0].strip(), type);
      if (closeness > best.closeness) {
        best = new Wish(quality(parts), closeness);
      }
    }
    return best;
  }

  private static int closeness(String range, String type) {
    if (range.equals(type)) {
      return 2;
    }
    if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException malformed) {
          return 0;
        }
      }
    }
    return 1;
  }
}
