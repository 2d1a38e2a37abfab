package io.votehub.count;

import io.votehub.poll.Revision;
import io.votehub.store.PollRecord;
import io.votehub.store.ValidRevisions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which revisions of a poll's journal count. A first reading finds which ones of the epochs that
 * are over are there, so that this can be written down; what lands in the journal after it is void,
 * and later readings pass over it. Used by one thread at a time.
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

  /** Of a poll that goes on: ballots of the present epoch count, too. */
  public static CountedRevisions ofRunning(PollRecord record) {
    return new CountedRevisions(record, record.epoch());
  }

  /** Whether the revision counts; in the first reading asked once for each, in their order. */
  boolean counts(long rev) {
    int epoch = Revision.epoch(rev);
    if (epoch > lastEpoch || !record.counts(rev)) {
      return false;
    }
    ValidRevisions.Found finding = found.get(epoch);
    if (finding == null) {
      return true;
    }
    if (settled != null) {
      return settled.get(epoch).counts(rev);
    }
    finding.add(rev);
    return true;
  }

  /** The first reading begins anew. */
  void forget() {
    if (settled == null) {
      found.replaceAll((epoch, finding) -> new ValidRevisions.Found());
    }
  }

  /** The first reading is over: from now on only what it found counts. */
  void settle() {
    if (settled == null) {
      settled = new HashMap<>();
      found.forEach((epoch, finding) -> settled.put(epoch, finding.validity()));
    }
  }

  /**
   * What counts in every epoch that is over: what was written down before, and what was found now.
   */
  Map<Integer, ValidRevisions> validity() {
    settle();
    Map<Integer, ValidRevisions> all = new HashMap<>(record.validity());
    all.putAll(settled);
    return all;
  }
}
