package io.votehub.count;

import io.votehub.store.JournalEntry;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Folds a journal into what stands: of each voter the last ballot that counts, and none once that
 * voter took the ballot back. This is the one place where that rule is written down; subclasses
 * decide what they keep. Used by one thread at a time.
 */
abstract class StandingFold implements Consumer<JournalEntry> {
  private final CountedRevisions counted;
  private final Predicate<String> voters;

  /**
   * @param voters which voters are wanted; the others are passed over
   */
  StandingFold(CountedRevisions counted, Predicate<String> voters) {
    this.counted = counted;
    this.voters = voters;
  }

  @Override
  public final void accept(JournalEntry entry) {
    if (!counted.counts(entry.rev()) || !voters.test(entry.voter())) {
      return;
    }
    if (entry.isWithdrawal()) {
      ends(entry.voter());
    } else {
      stands(entry);
    }
  }

  /**
   * From here on this entry stands, and no earlier one of its voter. What it throws ends the
   * reading.
   */
  abstract void stands(JournalEntry entry);

  /** From here on nothing of this voter stands. */
  abstract void ends(String voter);
}
