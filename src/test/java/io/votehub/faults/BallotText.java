package io.votehub.faults;

import java.util.List;
import java.util.Map;

/** The canonical text of ballots, for comparison. */
final class BallotText {
  private BallotText() {}

  /** The chosen options in alphabetical order, with a space between them. */
  static String of(Map<?, ?> ballot) {
    return ballot.get("choice") instanceof String choice
        ? choice
        : String.join(
            " ",
            ((List<?>) ballot.get("choices")).stream().map(String.class::cast).sorted().toList());
  }

  static List<String> options(String ballot) {
    return List.of(ballot.split(" ", -1));
  }
}
