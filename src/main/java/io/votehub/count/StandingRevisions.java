package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds in one reading of a journal the revisions that stand, of the voters who fall into one
 * piece: a voter's last ballot that counts. Keeps no ballots.
 */
final class StandingRevisions implements Consumer<JournalEntry> {
  /** Of a voter in the map, beside the id. */
  private static final int PLACE_BYTES = 80;

  private record Last(long rev, int length) {}

  private final CountedRevisions counting;
  private final HashPartition piece;
  private final ReadMemory gathered;
  private final Map<String, Last> last = new HashMap<>();
  private long chars;

  StandingRevisions(CountedRevisions counting, HashPartition piece, ReadMemory gathered) {
    this.counting = counting;
    this.piece = piece;
    this.gathered = gathered;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (!counting.counts(entry.rev()) || !piece.holds(entry.voter())) {
      return;
    }
    if (entry.takesBack()) {
      takenBack(entry.voter());
      return;
    }
    int length = entry.ballot().length();
    Last before = last.put(entry.voter(), new Last(entry.rev(), length));
    chars += length;
    if (before == null) {
      gathered.add(PLACE_BYTES + Footprint.of(entry.voter()));
    } else {
      chars -= before.length;
    }
  }

  private void takenBack(String voter) {
    Last before = last.remove(voter);
    if (before != null) {
      chars -= before.length;
      gathered.add(-PLACE_BYTES - Footprint.of(voter));
    }
  }

  /** The revisions that stand, in no order. */
  long[] revs() {
    return last.values().stream().mapToLong(Last::rev).toArray();
  }

  /** How long all standing ballots together are. */
  long chars() {
    return chars;
  }
}
