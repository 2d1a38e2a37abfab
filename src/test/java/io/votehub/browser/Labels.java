package io.votehub.browser;

import java.util.List;
import java.util.stream.IntStream;

/** Options of various lengths and numbers. */
final class Labels {
  static final List<String> TWO = List.of("Yes", "No");
  static final List<String> SEVEN =
      List.of("Apple", "Birch", "Cherry", "Elm", "Hazel", "Linden", "Walnut");
  static final String LONG =
      "A walk along the old railway line to the weir and back, with tea at the lock-keeper’s"
          + " house if the weather holds";

  /** Twenty options, every third one long. */
  static final List<String> TWENTY =
      IntStream.rangeClosed(1, 20)
          .mapToObj(i -> i % 3 == 0 ? LONG + " (" + i + ")" : "Proposal number " + i)
          .toList();

  static final String LONG_QUESTION =
      "Which of these proposals, all of which were handed in before the end of last month, shall the"
          + " club pay for out of what is left in this year’s travelling fund?";

  private Labels() {}
}
