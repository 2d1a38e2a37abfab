package io.votehub.store;

import io.votehub.poll.Revision;
import java.util.ArrayList;
import java.util.List;

/**
 * Exactly which revisions of an epoch that is over count: those up to {@code last} but for the
 * {@code holes}. What lands in the journal later is void for ever. Both are counters within the
 * epoch, in ascending order.
 */
public record Validity(long last, List<Long> holes) {
  public static final Validity NOTHING = new Validity(0, List.of());

  public Validity {
    holes = List.copyOf(holes);
  }

  /** Whether the revision counts; it is of the epoch that this speaks of. */
  public boolean counts(long rev) {
    long counter = Revision.counter(rev);
    return counter <= last && java.util.Collections.binarySearch(holes, counter) < 0;
  }

  /** Gathers the revisions that were found, in ascending order. */
  public static final class Found {
    private final List<Long> holes = new ArrayList<>();
    private long last;

    public void add(long rev) {
      long counter = Revision.counter(rev);
      for (long hole = last + 1; hole < counter; hole++) {
        holes.add(hole);
      }
      last = counter;
    }

    public Validity validity() {
      return new Validity(last, holes);
    }
  }
}
