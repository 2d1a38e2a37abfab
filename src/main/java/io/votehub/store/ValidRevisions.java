package io.votehub.store;

import io.votehub.poll.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Exactly which revisions of a past epoch count: those up to {@code last} except the {@code gaps}.
 * Entries appended later are void for ever. All numbers are counters within the epoch.
 *
 * @param gaps in ascending order, not adjacent
 */
public record ValidRevisions(long last, List<Gap> gaps) {
  public static final ValidRevisions NOTHING = new ValidRevisions(0, List.of());

  /** A range of counters, both ends inclusive, none of which counts. */
  public record Gap(long from, long to) {}

  public ValidRevisions {
    gaps = List.copyOf(gaps);
  }

  /** All revisions up to a last one, except some. */
  public static ValidRevisions of(long last, List<Long> holes) {
    Found found = new Found();
    for (long counter = 1; counter <= last; counter++) {
      if (!holes.contains(counter)) {
        found.addCounter(counter);
      }
    }
    return found.validity();
  }

  /**
   * The valid revisions of each epoch of a range, if only these revisions count.
   *
   * @param revisions in ascending order
   */
  static Map<Integer, ValidRevisions> ofOnly(int firstEpoch, int endEpoch, LongStream revisions) {
    Map<Integer, Found> found = new HashMap<>();
    for (int epoch = firstEpoch; epoch < endEpoch; epoch++) {
      found.put(epoch, new Found());
    }
    revisions.forEach(rev -> found.get(Revision.epoch(rev)).add(rev));
    Map<Integer, ValidRevisions> validity = new HashMap<>();
    found.forEach((epoch, counting) -> validity.put(epoch, counting.validity()));
    return validity;
  }

  /** Whether the revision counts; it must be of this epoch. A binary search. */
  public boolean counts(long rev) {
    long counter = Revision.counter(rev);
    if (counter > last) {
      return false;
    }
    int low = 0;
    int high = gaps.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Gap gap = gaps.get(middle);
      if (counter < gap.from) {
        high = middle - 1;
      } else if (counter > gap.to) {
        low = middle + 1;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Collects the revisions that were found, in ascending order. */
  public static final class Found {
    private final List<Gap> gaps = new ArrayList<>();
    private long last;

    public void add(long rev) {
      addCounter(Revision.counter(rev));
    }

    private void addCounter(long counter) {
      if (counter > last + 1) {
        gaps.add(new Gap(last + 1, counter - 1));
      }
      last = counter;
    }

    public ValidRevisions validity() {
      return new ValidRevisions(last, gaps);
    }
  }
}
