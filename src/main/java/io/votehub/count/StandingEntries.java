package io.votehub.count;

import io.votehub.store.JournalEntry;
import io.votehub.store.ValidRevisions;
import java.util.Map;

/**
 * The entries of a poll's journal that stand: of each voter one ballot. {@link JournalReads#visit}
 * goes through them in the order of the journal, any number of times.
 */
public final class StandingEntries {
  private final String poll;
  private final long[] revs;
  private final long chars;
  private final Map<Integer, ValidRevisions> validity;

  /**
   * @param revs in ascending order
   * @param chars the total length of the ballots
   * @param validity what counts in each past epoch
   */
  StandingEntries(String poll, long[] revs, long chars, Map<Integer, ValidRevisions> validity) {
    this.poll = poll;
    this.revs = revs;
    this.chars = chars;
    this.validity = validity;
  }

  /** The poll's id. */
  String poll() {
    return poll;
  }

  /** How many there are. */
  int count() {
    return revs.length;
  }

  /** Their revisions, in ascending order; a copy. */
  long[] revs() {
    return revs.clone();
  }

  /** The total length of the {@linkplain JournalEntry#ballot() ballots}, in characters. */
  long chars() {
    return chars;
  }

  /** What counts in each past epoch: what was stored before, and what was found now. */
  Map<Integer, ValidRevisions> validity() {
    return validity;
  }
}
