package io.votehub.count;

import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What stands, as a map by voter; subclasses decide what they keep of a ballot and account for its
 * memory. Used by one thread at a time.
 *
 * @param <V> what is kept of a standing ballot
 */
abstract class StandingMap<V> extends StandingFold {
  private final Map<String, V> standing = new HashMap<>();

  /**
   * @param voters which voters are wanted; the others are passed over
   */
  StandingMap(CountedRevisions counted, Predicate<String> voters) {
    super(counted, voters);
  }

  @Override
  final void stands(JournalEntry entry) {
    V after = keep(entry);
    replaced(entry.voter(), standing.put(entry.voter(), after), after);
  }

  @Override
  final void ends(String voter) {
    replaced(voter, standing.remove(voter), null);
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
