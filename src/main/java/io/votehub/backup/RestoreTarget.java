package io.votehub.backup;

import io.votehub.store.Store;

/** An empty store that takes all of a backup, or nothing. */
interface RestoreTarget {
  /** Where to write. */
  Store store();

  /** All is written: makes it the store that a hub starts with, and lets go of it. */
  void keep() throws BackupException;

  /** Something went wrong: leaves all as it was, and lets go of it. */
  void discard();
}
