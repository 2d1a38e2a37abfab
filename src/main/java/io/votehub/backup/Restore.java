package io.votehub.backup;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;

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

  /** Restores into the embedded store of a data folder, but no accounts. */
  public Outcome into(Path folder, BackupFile file) throws BackupException {
    return into(folder, file, Map.of());
  }

  /** Restores into a database of MongoDB, but no accounts. */
  public Outcome into(String mongoUri, BackupFile file) throws BackupException {
    return into(mongoUri, file, Map.of());
  }

  /**
   * Restores into the embedded store of a data folder.
   *
   * @param keys the encryption keys of accounts by id, see {@link BackupFile#keys}; accounts
   *     without one are left out
   * @throws BackupException if it is not empty or the restore fails; then it is unchanged
   */
  public Outcome into(Path folder, BackupFile file, Map<String, String> keys)
      throws BackupException {
    return restore(EmbeddedTarget.hold(vertx, folder), file, keys);
  }

  /**
   * Restores into a database of MongoDB.
   *
   * @throws BackupException as above
   */
  public Outcome into(String mongoUri, BackupFile file, Map<String, String> keys)
      throws BackupException {
    return restore(MongoTarget.hold(vertx, mongoUri), file, keys);
  }

  /**
   * What was not restored.
   *
   * @param accountsWithoutKey they were erased after the backup was taken, or the keys are not
   *     those of this hub
   */
  public record Outcome(long accountsWithoutKey) {}

  static Outcome restore(RestoreTarget target, BackupFile file, Map<String, String> keys)
      throws BackupException {
    boolean written = false;
    Outcome outcome;
    try {
      outcome = write(target, file, keys);
      written = true;
    } finally {
      if (!written) {
        target.discard();
      }
    }
    target.keep();
    return outcome;
  }

  private static Outcome write(RestoreTarget target, BackupFile file, Map<String, String> keys)
      throws BackupException {
    Restoring restoring = new Restoring(target.store(), target::people, keys);
    try {
      file.tell(restoring);
      restoring.end();
      return new Outcome(restoring.withoutKey());
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
