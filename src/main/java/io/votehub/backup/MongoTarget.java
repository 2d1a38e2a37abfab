package io.votehub.backup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.people.Account;
import io.votehub.people.People;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.Store;
import io.votehub.store.mongo.MongoStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB database. During a restore it contains a marker with which no hub starts; so the
 * remains of a killed restore are never taken for a store, and the next restore removes them.
 */
final class MongoTarget implements RestoreTarget {
  private static final Logger LOG = LoggerFactory.getLogger(MongoTarget.class);
  private static final int ROOMS_AT_ONCE = 1_000;

  private static final int PEOPLE_AT_ONCE = 500;

  private final MongoStore store;
  private Future<People> people;

  private MongoTarget(MongoStore store) {
    this.store = store;
  }

  /** The approximate number of rooms in a database, without those of a killed restore. */
  static long rooms(Vertx vertx, String uri) throws BackupException {
    MongoStore store = open(vertx, uri);
    try {
      return Waiting.forStore(store.restoreMarks().isSet())
          ? 0
          : Waiting.forStore(store.countRooms());
    } finally {
      Waiting.forEnd(store.close());
    }
  }

  /**
   * Sets the marker.
   *
   * @throws BackupException if there are rooms in the database, or it cannot be used
   */
  static MongoTarget hold(Vertx vertx, String uri) throws BackupException {
    MongoStore store = open(vertx, uri);
    try {
      if (Waiting.forStore(store.restoreMarks().isSet())) {
        Waiting.forStore(wipe(store).compose(wiped -> wipeRestoredPeople(store)));
      }
      long rooms = Waiting.forStore(store.countRooms());
      if (rooms > 0) {
        throw new BackupException(
            "The database of mongo.uri has "
                + rooms
                + (rooms == 1 ? " room" : " rooms")
                + " already, and a backup is restored only where there is none. Name another"
                + " database in mongo.uri.");
      }
      Waiting.forStore(store.restoreMarks().set());
      return new MongoTarget(store);
    } catch (BackupException fault) {
      Waiting.forEnd(store.close());
      throw fault;
    }
  }

  private static MongoStore open(Vertx vertx, String uri) throws BackupException {
    return Waiting.forStore(MongoStore.openForRestore(vertx, uri, (entries, nanos) -> {}));
  }

  /** Selects all rooms, because each was last used before the end of time. */
  private static Future<Void> wipe(MongoStore store) {
    return store
        .unusedRooms(Long.MAX_VALUE, System.currentTimeMillis(), ROOMS_AT_ONCE)
        .compose(
            codes ->
                codes.isEmpty()
                    ? Future.succeededFuture()
                    : delete(store, codes).compose(deleted -> wipe(store)));
  }

  private static Future<Void> delete(MongoStore store, List<String> codes) {
    Future<Void> all = Future.succeededFuture();
    for (String code : codes) {
      all = all.compose(before -> store.deleteRoom(code).mapEmpty());
    }
    return all;
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public synchronized Future<People> people() {
    if (people == null) {
      people =
          MongoPeople.open(store.calls(), InstantSource.system())
              .compose(
                  open ->
                      Future.all(open.accounts("", 1), open.members("", 1), open.auditInstances())
                          .map(some -> requireNone(open, some.list())))
              .compose(open -> store.restoreMarks().setForPeople().map(open));
    }
    return people;
  }

  private static People requireNone(People open, List<?> some) {
    if (!some.stream().allMatch(List.of()::equals)) {
      throw Refusal.of(
          ErrorCode.CONFLICT,
          "The database of mongo.uri has accounts, voter rolls or an audit log already, and people are restored only where there"
              + " are none. Name another database in mongo.uri.");
    }
    return open;
  }

  /** Only what this restore wrote: there was nobody before. */
  private synchronized Future<Void> wipePeople() {
    return people == null || people.failed()
        ? Future.succeededFuture()
        : people.compose(MongoTarget::wipe);
  }

  /** Only what a killed restore wrote: its mark was set when there was nobody. */
  private static Future<Void> wipeRestoredPeople(MongoStore store) {
    return store
        .restoreMarks()
        .isSetForPeople()
        .compose(
            theirs ->
                theirs
                    ? MongoPeople.open(store.calls(), InstantSource.system())
                        .compose(MongoTarget::wipe)
                    : Future.succeededFuture());
  }

  private static Future<Void> wipe(People open) {
    return wipeAccounts(open)
        .compose(wiped -> wipeMembers(open))
        .compose(wiped -> open.removeAudit());
  }

  private static Future<Void> wipeAccounts(People open) {
    return open.accounts("", PEOPLE_AT_ONCE)
        .compose(
            some -> {
              Future<Void> all = Future.succeededFuture();
              for (Account each : some) {
                all = all.compose(done -> open.erase(each.id()).mapEmpty());
              }
              return some.isEmpty() ? all : all.compose(done -> wipeAccounts(open));
            });
  }

  private static Future<Void> wipeMembers(People open) {
    return open.members("", PEOPLE_AT_ONCE)
        .compose(
            some ->
                some.isEmpty()
                    ? Future.succeededFuture()
                    : open.removeMembers(some).compose(done -> wipeMembers(open)));
  }

  @Override
  public void keep() throws BackupException {
    try {
      Waiting.forStore(store.restoreMarks().remove());
    } finally {
      Waiting.forEnd(store.close());
    }
  }

  @Override
  public void discard() {
    try {
      wipe(store)
          .compose(wiped -> wipePeople())
          .compose(wiped -> store.restoreMarks().remove())
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException fault) {
      LOG.warn(
          "Something of the restore is left in the database, with which no hub starts; the next"
              + " restore removes it ({})",
          Waiting.reason(fault.getCause()));
    } finally {
      Waiting.forEnd(store.close());
    }
  }
}
