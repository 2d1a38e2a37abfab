package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreException;
import io.votehub.store.StoreVisitor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads all that a database holds while others write to it, without a snapshot: MongoDB keeps the
 * history for one for five minutes, which a long reading exceeds, and not everything that speaks
 * its protocol has any.
 *
 * <p>Instead the record of a poll is read before its journal and again after it. What counts
 * changes only with the record, but for ballots that are added; so where both are equal, the
 * journal is one that belongs to the record. Where they differ, the poll is read again.
 *
 * <p>Nobody waits for it as voters do, so it outlasts an election of a new primary: each read is
 * repeated for {@link MongoTimeouts#BACKUP_RETRY_MS}.
 */
final class MongoContents {
  private static final int ROOMS_AT_ONCE = 100;
  private static final int RECORDS_AT_ONCE = 32;

  /** A poll's record changes when a presenter does something, so the first try mostly does. */
  private static final int TRIES = 10;

  private static final long PAUSE_MS = 200;

  private final MongoCalls calls;
  private final ReadRetries retries;
  private final MongoRooms rooms;
  private final MongoPolls polls;
  private final MongoRoomRecords records;
  private final MongoDeletionNotes notes;
  private final long retryMs;

  MongoContents(
      MongoCalls calls,
      MongoRooms rooms,
      MongoPolls polls,
      MongoRoomRecords records,
      MongoDeletionNotes notes) {
    this(calls, rooms, polls, records, notes, MongoTimeouts.BACKUP_RETRY_MS);
  }

  MongoContents(
      MongoCalls calls,
      MongoRooms rooms,
      MongoPolls polls,
      MongoRoomRecords records,
      MongoDeletionNotes notes,
      long retryMs) {
    this.calls = calls;
    this.retries = new ReadRetries(calls, retryMs);
    this.rooms = rooms;
    this.polls = polls;
    this.records = records;
    this.notes = notes;
    this.retryMs = retryMs;
  }

  /** Fails with a {@link StoreException} if MongoDB stays away. */
  Future<Void> read(StoreVisitor visitor) {
    return roomsAfter("", visitor)
        .compose(told -> notes.read(visitor, retries))
        .recover(fault -> Future.failedFuture(explained(fault)));
  }

  private Throwable explained(Throwable fault) {
    return ReadRetries.isUnavailable(fault)
        ? new StoreException(
            "MongoDB at mongo.uri did not answer for "
                + TimeUnit.MILLISECONDS.toSeconds(retryMs)
                + " s ("
                + calls.reason()
                + "), so it could not be read to the end. See whether the replica set has a"
                + " primary (rs.status()) and whether its disk is busy, then try again.",
            fault)
        : fault;
  }

  private Future<Void> roomsAfter(String code, StoreVisitor visitor) {
    return retries
        .run(() -> rooms.after(code, ROOMS_AT_ONCE))
        .compose(
            page -> {
              if (page.isEmpty()) {
                return Future.succeededFuture();
              }
              Future<Void> all = Future.succeededFuture();
              for (MongoRooms.Used each : page) {
                all = all.compose(before -> room(each, visitor));
              }
              String last = page.get(page.size() - 1).room().code();
              return all.compose(read -> roomsAfter(last, visitor));
            });
  }

  private Future<Void> room(MongoRooms.Used used, StoreVisitor visitor) {
    String code = used.room().code();
    return tell(() -> visitor.room(used.room(), used.at()))
        .compose(told -> retries.run(() -> polls.idsOfRoom(code)))
        .compose(ids -> polls(ids, visitor))
        .compose(told -> records(code, "", visitor))
        .compose(told -> retries.run(() -> rooms.room(code)))
        .compose(
            after -> {
              boolean same = after.filter(used.room()::isSameAs).isPresent();
              return tell(() -> visitor.roomEnds(same));
            });
  }

  private Future<Void> polls(List<String> ids, StoreVisitor visitor) {
    Future<Void> all = Future.succeededFuture();
    for (String id : ids) {
      all = all.compose(before -> record(id)).compose(record -> poll(record, visitor, TRIES));
    }
    return all;
  }

  private Future<Void> records(String room, String after, StoreVisitor visitor) {
    return retries
        .run(() -> records.page(room, "", after, RECORDS_AT_ONCE))
        .compose(
            page ->
                page.isEmpty()
                    ? Future.succeededFuture()
                    : tell(() -> page.forEach(visitor::record))
                        .compose(told -> records(room, page.get(page.size() - 1).key(), visitor)));
  }

  private Future<Optional<PollRecord>> record(String id) {
    return retries.run(() -> polls.poll(id));
  }

  private Future<Void> poll(Optional<PollRecord> before, StoreVisitor visitor, int tries) {
    if (before.isEmpty()) {
      return Future.succeededFuture();
    }
    PollRecord record = before.get();
    String id = record.poll().id();
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.BUSY, "Poll " + id + " changes all the time; try it again later"));
    }
    return tell(() -> visitor.poll(record))
        .compose(
            told ->
                new MongoReading(calls, retries, id, entry -> ballot(record, entry, visitor))
                    .read())
        .compose(read -> record(id))
        .compose(
            after -> {
              boolean same = after.equals(before);
              Future<Void> ended = tell(() -> visitor.pollEnds(same));
              return same
                  ? ended
                  : ended
                      .compose(told -> calls.pause(PAUSE_MS))
                      .compose(rested -> record(id))
                      .compose(now -> poll(now, visitor, tries - 1));
            });
  }

  /** Ballots of a later epoch show that the record has changed, and are told with the next. */
  private static void ballot(PollRecord record, JournalEntry entry, StoreVisitor visitor) {
    if (Revision.epoch(entry.rev()) <= record.epoch()) {
      visitor.ballot(entry);
    }
  }

  private Future<Void> tell(Runnable call) {
    return calls.aside(
        () -> {
          call.run();
          return null;
        });
  }
}
