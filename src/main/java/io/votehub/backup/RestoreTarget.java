package io.votehub.backup;

import io.votehub.store.Store;

/** An empty store that receives a whole backup or nothing. */
interface RestoreTarget {
  /** The store to write to. */
  Store store();

  /** Completes the restore: from now on hubs start with this store; releases it. */
  void keep() throws BackupException;

  /** Abandons the restore, leaves everything unchanged, and releases the store. */
  void discard();
}
