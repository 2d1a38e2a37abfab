package io.votehub.backup;

import io.votehub.store.JournalEntry;
import io.votehub.store.StoreVisitor;

/** Hears only of the records of rooms and polls, and of deletions. */
abstract class RecordVisitor implements StoreVisitor {
  @Override
  public void ballot(JournalEntry entry) {
    // Records tell what there is to know.
  }

  @Override
  public void pollEnds(boolean whole) {
    // Only what is whole is told.
  }

  @Override
  public void roomEnds(boolean whole) {
    // Only what is whole is told.
  }
}
