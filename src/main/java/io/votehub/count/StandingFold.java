package io.votehub.count;

import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Folds a journal into what stands: of each voter the last ballot that counts, and none once that
 * voter took the ballot back. This is the one place where that rule is written down; subclasses
 * decide what they keep of a ballot and account for its memory. Used by one thread at a time.
 *
 * @param <V> what is kept of a standing ballot
 */
abstract class StandingFold<V> implements Consumer<JournalEntry> {
  private final CountedRevisions counted;
  private final Predicate<String> voters;
  private final Map<String, V> standing = new HashMap<>();

  /**
   * @param voters which voters are wanted; the others are passed over
   */
  StandingFold(CountedRevisions counted, Predicate<String> voters) {
    this.counted = counted;
    this.voters = voters;
  }

  @Override
  public final void accept(JournalEntry entry) {
    String voter = entry.voter();
    if (!counted.counts(entry.rev()) || !voters.test(voter)) {
      return;
    }
    V after = entry.isWithdrawal() ? null : keep(entry);
    V before = after == null ? standing.remove(voter) : standing.put(voter, after);
    replaced(voter, before, after);
  }

  /** What is kept of a ballot while it stands. */
  abstract V keep(JournalEntry entry);

  /**
   * Accounts for a change of what stands for a voter. What it throws ends the reading.
   *
   * @param before null if none stood
   * @param after null if none stands any more
   */
  abstract void replaced(String voter, V before, V after);

  /** What stands, by voter. */
  final Map<String, V> standing() {
    return standing;
  }
}
