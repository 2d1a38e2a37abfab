package io.votehub.store.mongo;

import io.vertx.core.Future;

/**
 * Marks of a database into which a backup is being restored, so that what a restore left behind
 * that was cut short is not taken for a whole store: no hub starts on it.
 *
 * @see MongoStore#openForRestore
 */
public final class RestoreMarks {
  private final MongoCalls calls;

  RestoreMarks(MongoCalls calls) {
    this.calls = calls;
  }

  /** Marks the database, durably, as one into which a backup is being restored. */
  public Future<Void> set() {
    return calls.admit(() -> calls.write(1, MongoSchema::markHalfRestored));
  }

  /** Whether that mark stands. */
  public Future<Boolean> isSet() {
    return calls.admit(() -> calls.ask(MongoSchema::isHalfRestored));
  }

  /** Marks all people, of whom there are none yet, as those of the restore. */
  public Future<Void> setForPeople() {
    return calls.admit(() -> calls.write(1, MongoSchema::markPeopleHalfRestored));
  }

  /** Whether that mark stands. */
  public Future<Boolean> isSetForPeople() {
    return calls.admit(() -> calls.ask(MongoSchema::arePeopleHalfRestored));
  }

  /** Removes the marks, durably: from now on a hub may start on the database. */
  public Future<Void> remove() {
    return calls.admit(() -> calls.write(1, MongoSchema::unmarkHalfRestored));
  }
}
