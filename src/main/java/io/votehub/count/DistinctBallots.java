package io.votehub.count;

import io.votehub.memory.Footprint;
import java.util.HashMap;
import java.util.Map;

/** Adds up in one visit of the standing entries how often each ballot was cast, by weight. */
final class DistinctBallots implements BallotVisitor {
  /** A map entry, without the text. */
  private static final int ENTRY_BYTES = 64;

  private final ReadMemory memory;
  private final Map<String, Long> texts = new HashMap<>();

  DistinctBallots(ReadMemory memory) {
    this.memory = memory;
  }

  @Override
  public void visit(String ballot, long weight) {
    if (texts.merge(ballot, weight, Long::sum) == weight) {
      memory.add(ENTRY_BYTES + Footprint.of(ballot));
    }
  }

  /** The total weight of each ballot, by its text. */
  Map<String, Long> texts() {
    return texts;
  }
}
