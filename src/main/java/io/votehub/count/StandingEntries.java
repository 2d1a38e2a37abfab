package io.votehub.count;

import io.votehub.store.JournalEntry;
import io.votehub.store.ValidRevisions;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a poll's journal that stand: of each voter one ballot. {@link JournalReads#visit}
 * goes through them in the order of the journal, any number of times. Small ones are held in memory
 * until they are closed.
 */
public final class StandingEntries implements AutoCloseable {
  private final String poll;
  private final long[] revs;
  private final long chars;
  private final Map<Integer, ValidRevisions> validity;
  private final Optional<HeldEntries> held;

  /**
   * @param revs in ascending order
   * @param chars the total length of the ballots
   * @param validity what counts in each past epoch
   * @param held the entries, if they are in memory
   */
  StandingEntries(
      String poll,
      long[] revs,
      long chars,
      Map<Integer, ValidRevisions> validity,
      Optional<HeldEntries> held) {
    this.poll = poll;
    this.revs = revs;
    this.chars = chars;
    this.validity = validity;
    this.held = held;
  }

  /** The entries, if they are in memory. */
  Optional<HeldEntries> held() {
    return held;
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

  /** Returns the memory of entries that are held; may be called more than once. */
  @Override
  public void close() {
    held.ifPresent(HeldEntries::close);
  }
}
