package io.votehub.backup;

import io.vertx.core.Future;
import io.votehub.people.People;
import io.votehub.store.Store;

/** An empty store that receives a whole backup or nothing. */
interface RestoreTarget {
  /** The store to write to. */
  Store store();

  /**
   * The people to write to, opened at the first call; fails with a sentence for the operator if
   * there are some already.
   */
  Future<People> people();

  /** Completes the restore: from now on hubs start with this store; releases it. */
  void keep() throws BackupException;

  /** Abandons the restore, leaves everything unchanged, and releases the store. */
  void discard();
}
