package io.votehub.count;

import io.votehub.poll.Revision;
import io.votehub.store.PollRecord;
import io.votehub.store.ValidRevisions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which revisions of a poll's journal count. The first reading finds out which revisions of past
 * epochs exist, so that they can be stored; entries that are appended to those epochs later are
 * void and skipped by later readings. Used by one thread at a time.
 */
public final class CountedRevisions {
  private final PollRecord record;
  private final int lastEpoch;
  private final Map<Integer, ValidRevisions.Found> found = new TreeMap<>();
  private Map<Integer, ValidRevisions> settled;

  private CountedRevisions(PollRecord record, int lastEpoch) {
    this.record = record;
    this.lastEpoch = lastEpoch;
    for (int epoch = record.firstEpoch(); epoch <= lastEpoch; epoch++) {
      if (!record.validity().containsKey(epoch)) {
        found.put(epoch, new ValidRevisions.Found());
      }
    }
  }

  /**
   * @param record the poll as it was when its epoch was raised; the journal is read after that
   */
  static CountedRevisions before(PollRecord record) {
    return new CountedRevisions(record, record.epoch() - 1);
  }

  /** For a poll that goes on: ballots of the present epoch count, too. */
  public static CountedRevisions ofRunning(PollRecord record) {
    return new CountedRevisions(record, record.epoch());
  }

  /**
   * Whether the revision counts; in the first reading to be called once for each revision, in
   * ascending order.
   */
  boolean counts(long rev) {
    int epoch = Revision.epoch(rev);
    if (epoch > lastEpoch || !record.counts(rev)) {
      return false;
    }
    ValidRevisions.Found collector = found.get(epoch);
    if (collector == null) {
      return true;
    }
    if (settled != null) {
      return settled.get(epoch).counts(rev);
    }
    collector.add(rev);
    return true;
  }

  /** Restarts the first reading. */
  void restart() {
    if (settled == null) {
      found.replaceAll((epoch, collector) -> new ValidRevisions.Found());
    }
  }

  /** Ends the first reading: from now on only the revisions that it found count. */
  void settle() {
    if (settled == null) {
      settled = new HashMap<>();
      found.forEach((epoch, collector) -> settled.put(epoch, collector.validity()));
    }
  }

  /** What counts in each past epoch: what was stored before, and what was found now. */
  Map<Integer, ValidRevisions> validity() {
    settle();
    Map<Integer, ValidRevisions> all = new HashMap<>(record.validity());
    all.putAll(settled);
    return all;
  }
}
