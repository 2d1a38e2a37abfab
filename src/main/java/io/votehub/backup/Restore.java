package io.votehub.backup;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Restores a backup into an empty store. */
public final class Restore {
  private final Vertx vertx;

  /**
   * @param vertx opens stores; calls must not come from its threads
   */
  public Restore(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The number of rooms in a data folder; a backup is restored only into one without rooms. */
  public long rooms(Path folder) throws BackupException {
    return EmbeddedTarget.rooms(vertx, folder);
  }

  /** The same for a database of MongoDB. */
  public long rooms(String mongoUri) throws BackupException {
    return MongoTarget.rooms(vertx, mongoUri);
  }

  /**
   * Restores into the embedded store of a data folder.
   *
   * @throws BackupException if it is not empty or the restore fails; then it is unchanged
   */
  public void into(Path folder, BackupFile file) throws BackupException {
    restore(EmbeddedTarget.hold(vertx, folder), file);
  }

  /**
   * Restores into a database of MongoDB.
   *
   * @throws BackupException as above
   */
  public void into(String mongoUri, BackupFile file) throws BackupException {
    restore(MongoTarget.hold(vertx, mongoUri), file);
  }

  static void restore(RestoreTarget target, BackupFile file) throws BackupException {
    boolean written = false;
    try {
      write(target, file);
      written = true;
    } finally {
      if (!written) {
        target.discard();
      }
    }
    target.keep();
  }

  private static void write(RestoreTarget target, BackupFile file) throws BackupException {
    Restoring restoring = new Restoring(target.store());
    try {
      file.tell(restoring);
      restoring.end();
    } catch (Restoring.Refused refused) {
      throw failed(target, refused.getCause());
    }
  }

  /** The store's own message explains best why it refuses writes. */
  private static BackupException failed(RestoreTarget target, Throwable fault) {
    String why = Waiting.reason(fault);
    try {
      Waiting.forStore(target.store().check());
    } catch (BackupException known) {
      why = Waiting.reason(known.getCause());
    }
    return new BackupException(
        "The backup could not be restored, and nothing was changed: " + why, fault);
  }
}
