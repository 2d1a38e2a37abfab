package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes polls and rooms. First, one atomic step turns the document into a tombstone: from then on
 * the poll or room does not exist for anyone, and its ballots count for nothing. Then everything
 * that belongs to it is deleted, and the document last; so an interrupted deletion can be repeated,
 * and is finished at the next start of any instance.
 */
final class MongoDeletion {
  private static final Logger LOG = LoggerFactory.getLogger(MongoDeletion.class);

  private final DocumentIds ids;
  private final MongoRooms rooms;
  private final MongoPolls polls;
  private final MongoJournal journal;
  private final MongoResults results;
  private final MongoRoomRecords records;

  MongoDeletion(
      MongoCalls calls,
      MongoRooms rooms,
      MongoPolls polls,
      MongoJournal journal,
      MongoResults results,
      MongoRoomRecords records) {
    this.ids = new DocumentIds(calls);
    this.rooms = rooms;
    this.polls = polls;
    this.journal = journal;
    this.results = results;
    this.records = records;
  }

  /** False if there is no such room. */
  Future<Boolean> room(String code) {
    return finishIf(rooms.mark(code), code);
  }

  /** Completes with false if there is no such room, or it was used since that time. */
  Future<Boolean> unusedRoom(String code, long before) {
    return finishIf(rooms.markUnused(code, before), code);
  }

  private Future<Boolean> finishIf(Future<Boolean> marked, String code) {
    return marked.compose(
        there -> there ? finishRoom(code).map(true) : Future.succeededFuture(false));
  }

  /** Finds the polls after the tombstone is set: whoever adds one later sees the tombstone. */
  private Future<Void> finishRoom(String code) {
    return ids.each(MongoSchema.POLLS, new JsonObject().put("room", code), this::poll)
        .compose(done -> records.deleteOf(code, ""))
        .compose(done -> rooms.remove(code));
  }

  /** False if there is no such poll. */
  Future<Boolean> poll(String id) {
    return polls
        .mark(id)
        .compose(there -> there ? finishPoll(id).map(true) : Future.succeededFuture(false));
  }

  private Future<Void> finishPoll(String id) {
    return journal
        .deleteOf(id)
        .compose(done -> results.deleteOf(id))
        .compose(done -> polls.remove(id));
  }

  /** Finishes interrupted deletions. */
  Future<Void> finishAll() {
    return ids.each(MongoSchema.ROOMS, MongoRooms.markedQuery(), this::finishRoom)
        .compose(done -> ids.each(MongoSchema.POLLS, PollDocuments.goneQuery(), this::finishPoll))
        .onFailure(fault -> LOG.warn("Deletions were not finished: {}", fault.getMessage()));
  }
}
