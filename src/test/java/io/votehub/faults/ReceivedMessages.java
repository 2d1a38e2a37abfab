package io.votehub.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one connection received, as far as it can be checked. Thread-safe. */
final class ReceivedMessages {
  private final String name;
  private final Map<String, SeenTally> last = new HashMap<>();
  private final Map<String, Integer> mostBallots = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private boolean open = true;

  /**
   * @param result canonical text
   */
  record SeenTally(String poll, long rev, int ballots, boolean last, String result) {}

  ReceivedMessages(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Takes down a tally, and whether its revision fell. */
  synchronized void heard(SeenTally tally) {
    SeenTally before = last.put(tally.poll(), tally);
    mostBallots.merge(tally.poll(), tally.ballots(), Math::max);
    if (before == null) {
      return;
    }
    if (tally.rev() < before.rev()) {
      faults.add("%s: the revision fell from %s to %s".formatted(name, before, tally));
    }
    if (tally.rev() == before.rev()
        && !(tally.result().equals(before.result()) && tally.ballots() == before.ballots())) {
      faults.add("%s: one revision has two tallies, %s and %s".formatted(name, before, tally));
    }
  }

  /** Notes that the connection is not open any more, or does not answer. */
  synchronized void closed() {
    open = false;
  }

  synchronized boolean isOpen() {
    return open;
  }

  synchronized Optional<SeenTally> last(String poll) {
    return Optional.ofNullable(last.get(poll));
  }

  synchronized int mostBallots(String poll) {
    return mostBallots.getOrDefault(poll, 0);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
