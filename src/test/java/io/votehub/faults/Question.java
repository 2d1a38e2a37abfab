package io.votehub.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The question of a poll, and a sequence of distinct ballots for each voter.
 *
 * @param change whether voters may change their ballot
 */
record Question(Kind kind, boolean change) {
  private static final int SINGLE_OPTIONS = 100;
  private static final int MULTIPLE_OPTIONS = 16;

  /** The voting methods supported by the drivers. */
  enum Kind {
    SINGLE("single", SINGLE_OPTIONS, SINGLE_OPTIONS),
    MULTIPLE("multiple", MULTIPLE_OPTIONS, (1 << MULTIPLE_OPTIONS) - 1);

    private final String method;
    private final int options;
    private final int ballots;

    Kind(String method, int options, int ballots) {
      this.method = method;
      this.options = options;
      this.ballots = ballots;
    }
  }

  static Question any(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new Question(kind, random.nextInt(4) > 0);
  }

  /** The fields with which a presenter makes the poll. */
  Map<String, Object> draft() {
    List<Object> options = new ArrayList<>();
    for (int i = 0; i < kind.options; i++) {
      options.add(Map.of("id", option(i), "label", "Option " + i));
    }
    return Map.of(
        "question",
        "Which?",
        "method",
        kind.method,
        "options",
        options,
        "settings",
        Map.of("change", change));
  }

  private static String option(int i) {
    return "o%02d".formatted(i);
  }

  /** The number of distinct ballots. */
  int ballots() {
    return kind.ballots;
  }

  /**
   * One of the {@link #ballots}.
   *
   * @param n its number, counted round
   */
  Map<String, Object> ballot(int n) {
    int number = Math.floorMod(n, kind.ballots);
    if (kind == Kind.SINGLE) {
      return Map.of("choice", option(number));
    }
    int bits = number + 1;
    return Map.of(
        "choices",
        IntStream.range(0, kind.options)
            .filter(i -> (bits & (1 << i)) != 0)
            .mapToObj(Question::option)
            .toList());
  }
}
