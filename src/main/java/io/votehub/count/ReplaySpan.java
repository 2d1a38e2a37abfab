package io.votehub.count;

import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import java.util.function.Consumer;

/** Finds in one reading of a journal when its ballots arrived, and how many were cast. */
final class ReplaySpan implements Consumer<JournalEntry> {
  private final PollRecord record;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long entries;

  ReplaySpan(PollRecord record) {
    this.record = record;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (ReplayPart.counts(record, entry.rev())) {
      first = Math.min(first, entry.at());
      last = Math.max(last, entry.at());
      entries++;
    }
  }

  /** UTC milliseconds since the epoch, as {@link #last}; only if there are entries. */
  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** How many ballots and withdrawals there are. */
  long entries() {
    return entries;
  }
}
