package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.KeyedQueue;
import io.votehub.store.LogEntries;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.ScheduledTask;
import io.votehub.store.Store;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.StoreVisitor;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The store of a cluster: a database of MongoDB, which any number of instances share.
 *
 * <p>A write is done when a majority of the replica set has it in its journal on disk. Each step is
 * one change of one document, so it needs no transactions. All futures complete on the context of
 * the caller.
 *
 * <p>It can keep no promise that MongoDB does not: with one server alone, or a weaker write concern
 * in the connection string, a fail-over or a broken disk may lose what was acknowledged.
 *
 * @implNote {@link MongoSchema} says what is where, {@link MongoJournal} why no vote is lost when
 *     the primary changes, and {@link MongoCalls} what happens while MongoDB is down.
 */
public final class MongoStore implements Store {
  private final MongoCalls calls;
  private final MongoRooms rooms;
  private final MongoPolls polls;
  private final MongoRoomRecords records;
  private final MongoTasks tasks;
  private final MongoLog log;
  private final MongoJournal journal;
  private final MongoDeletion deletion;
  private final MongoSweep sweep;
  private final MongoDeletionNotes notes;
  private final MongoMarks marks;
  private final RestoreMarks restoreMarks;
  private final PollInsertion insertion;
  private final WriteProbe probe;

  /** Of readings for which voters wait: a slow page is asked for again, an outage soon reported. */
  private final ReadRetries journalRetries;

  private final KeyedQueue turns;
  private volatile boolean writesRuns;

  private MongoStore(Vertx vertx, MongoCalls calls, boolean inRuns) {
    this.calls = calls;
    turns = new KeyedQueue(vertx);
    MongoRanges ranges = new MongoRanges(calls);
    MongoResults results = new MongoResults(calls, ranges);
    rooms = new MongoRooms(calls);
    polls = new MongoPolls(calls, results);
    journal = new MongoJournal(calls, ranges, inRuns);
    writesRuns = inRuns;
    records = new MongoRoomRecords(calls, rooms);
    tasks = new MongoTasks(calls);
    log = new MongoLog(calls);
    deletion = new MongoDeletion(calls, rooms, polls, journal, results, records);
    sweep = new MongoSweep(calls, polls, journal);
    notes = new MongoDeletionNotes(calls);
    marks = new MongoMarks(calls);
    restoreMarks = new RestoreMarks(calls);
    insertion = new PollInsertion(rooms, polls, deletion);
    probe = new WriteProbe(calls);
    journalRetries = new ReadRetries(calls, 0);
  }

  /**
   * Connects to MongoDB and creates missing collections and indexes.
   *
   * @param uri a MongoDB connection string; the default database is {@code votehub}, and the
   *     default write concern a journaled majority. It may contain a password, which is never shown
   * @return fails with a {@link StoreException} if the connection string is not usable, MongoDB
   *     cannot be reached or used, or the database is of a newer version, which is then left
   *     unchanged
   */
  public static Future<MongoStore> open(Vertx vertx, String uri, StoreMeter meter) {
    return open(vertx, uri, meter, MongoSchema::refuseHalfRestored);
  }

  /** The same for a database into which a backup is restored, or was and not to the end. */
  public static Future<MongoStore> openForRestore(Vertx vertx, String uri, StoreMeter meter) {
    return open(vertx, uri, meter, any -> Future.succeededFuture());
  }

  private static Future<MongoStore> open(
      Vertx vertx, String uri, StoreMeter meter, Function<MongoSchema, Future<Void>> check) {
    return vertx
        .executeBlocking(() -> MongoUri.parse(uri))
        .compose(
            parsed ->
                // It may ask DNS, too.
                vertx
                    .executeBlocking(() -> DriverClient.create(vertx, parsed.config()))
                    .compose(client -> open(vertx, parsed, client, meter, check)));
  }

  private static Future<MongoStore> open(
      Vertx vertx,
      MongoUri uri,
      MongoClient client,
      StoreMeter meter,
      Function<MongoSchema, Future<Void>> check) {
    MongoSchema schema = new MongoSchema(uri, client);
    return schema
        .prepare()
        .compose(ready -> check.apply(schema))
        .compose(ready -> schema.isWrittenInRuns())
        .map(
            inRuns ->
                new MongoStore(
                    vertx, new MongoCalls(vertx, client, meter, uri.writeConcern()), inRuns))
        .onSuccess(MongoStore::finishWhatWasCutShort)
        .recover(fault -> client.close().transform(closed -> Future.failedFuture(fault)));
  }

  /** Runs in the background after the start, because there may be much to delete. */
  private void finishWhatWasCutShort() {
    calls.admit(deletion::finishAll);
    calls.admit(sweep::finishAll);
  }

  /**
   * Keeps a value under a name, durably, unless one is kept there already; answers the one that is
   * kept, which is the same on all instances.
   */
  public Future<String> keep(String name, String value) {
    return calls.admit(() -> calls.write(1, client -> MongoSchema.keep(client, name, value)));
  }

  /** The version of the schema that this version of the hub reads; an instance tells the others. */
  public static int schemaVersion() {
    return MongoSchema.version();
  }

  /** Whether instances of that version of the schema read ballots in runs. */
  public static boolean readsRuns(int schemaVersion) {
    return schemaVersion >= MongoSchema.FIRST_WITH_RUNS;
  }

  /**
   * Whether ballots are written in runs. They are not on the database of an older version until
   * {@link #writeRuns} is called on some instance.
   */
  public boolean writesRuns() {
    return writesRuns;
  }

  /**
   * From now on writes ballots in runs, as every instance does that starts later. To be called when
   * no instance runs that cannot read them: such an instance would refuse to count those polls.
   */
  public Future<Void> writeRuns() {
    return calls
        .admit(() -> calls.write(1, MongoSchema::keepWritingRuns))
        .onSuccess(
            kept -> {
              journal.writeRuns();
              writesRuns = true;
            });
  }

  /** What says that a backup is being restored into the database. */
  public RestoreMarks restoreMarks() {
    return restoreMarks;
  }

  /** The bounded, supervised access to the database, for what is stored beside rooms and polls. */
  public MongoCalls calls() {
    return calls;
  }

  /** Whether MongoDB is asked at all, which it is not for a while after it failed. */
  public boolean isUp() {
    return calls.isUp();
  }

  /** How many calls wait for MongoDB. */
  public int queued() {
    return calls.waiting();
  }

  @Override
  public Future<Boolean> addRoom(Room room) {
    return calls.admit(() -> rooms.add(room));
  }

  @Override
  public Future<Optional<Room>> room(String code) {
    return calls.admit(() -> rooms.room(code));
  }

  @Override
  public Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change) {
    return calls.admit(() -> rooms.update(code, change));
  }

  @Override
  public Future<Boolean> deleteRoom(String code) {
    return calls.admit(() -> deletion.room(code));
  }

  @Override
  public Future<Long> countRooms() {
    return calls.admit(rooms::count);
  }

  @Override
  public Future<Void> noteUse(String code, long at) {
    return calls.admit(() -> rooms.noteUse(code, at));
  }

  @Override
  public Future<List<Room>> rooms(String after, int atMost) {
    return calls.admit(
        () ->
            rooms
                .after(after, atMost)
                .map(found -> found.stream().map(MongoRooms.Used::room).toList()));
  }

  @Override
  public Future<List<String>> unusedRooms(long before, long now, int atMost) {
    return calls.admit(() -> rooms.unused(before, now, atMost));
  }

  @Override
  public Future<Long> updateMark(String name, LongUnaryOperator change) {
    return calls.admit(() -> marks.update(name, change));
  }

  @Override
  public Future<Boolean> deleteUnusedRoom(String code, long before) {
    return calls.admit(() -> deletion.unusedRoom(code, before));
  }

  @Override
  public Future<Optional<String>> changeRecord(
      String room, String key, UnaryOperator<Optional<String>> change) {
    return calls.admit(() -> records.change(room, key, change));
  }

  @Override
  public Future<Optional<String>> record(String room, String key) {
    return calls.admit(() -> records.text(room, key));
  }

  @Override
  public Future<List<RoomRecord>> records(String room, String prefix, String after, int atMost) {
    return calls.admit(() -> records.page(room, prefix, after, atMost));
  }

  @Override
  public Future<List<String>> roomsWith(String key, String after, int atMost) {
    return calls.admit(() -> records.roomsWith(key, after, atMost));
  }

  @Override
  public Future<Void> deleteRecords(String room, String prefix) {
    return calls.admit(() -> records.deleteOf(room, prefix));
  }

  @Override
  public Future<Optional<ScheduledTask>> changeTask(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change) {
    return calls.admit(() -> tasks.change(kind, id, change));
  }

  @Override
  public Future<Optional<ScheduledTask>> task(String kind, String id) {
    return calls.admit(() -> tasks.task(kind, id));
  }

  @Override
  public Future<List<ScheduledTask>> dueTasks(String kind, long until, int atMost) {
    return calls.admit(() -> tasks.due(kind, until, atMost));
  }

  @Override
  public Future<Boolean> addLogEntry(long index, String text) {
    String entry = LogEntries.requireFits(text);
    return calls.admit(() -> log.add(index, entry));
  }

  @Override
  public Future<Long> logSize() {
    return calls.admit(log::size);
  }

  @Override
  public Future<List<String>> logEntries(long from, int atMost) {
    return calls.admit(() -> log.entries(from, atMost));
  }

  @Override
  public Future<Void> addPoll(PollRecord poll) {
    return calls.admit(() -> insertion.add(poll));
  }

  @Override
  public Future<Optional<PollRecord>> poll(String id) {
    return calls.admit(() -> polls.poll(id));
  }

  @Override
  public Future<List<PollRecord>> polls(String room) {
    return calls.admit(() -> polls.ofRoom(room));
  }

  @Override
  public Future<Void> pollsToWatch(long since, Consumer<PollRecord> reader) {
    return calls.admit(() -> polls.toWatch(since, reader));
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    return calls.admit(() -> polls.update(id, change));
  }

  @Override
  public Future<Optional<PollRecord>> raiseEpoch(String id) {
    return calls.admit(() -> polls.raiseEpoch(id));
  }

  @Override
  public Future<Boolean> deletePoll(String id) {
    return calls.admit(() -> deletion.poll(id));
  }

  @Override
  public Future<Integer> append(String poll, List<JournalEntry> entries) {
    List<JournalEntry> copy = List.copyOf(entries);
    return calls.admit(
        () ->
            // In the order in which they came, as on one writer; of a poll one is on its way
            // mostly.
            turns
                .run(poll, () -> journal.append(poll, copy))
                .compose(durable -> polls.epoch(poll))
                .compose(epoch -> epoch < 0 ? forgotten(poll, copy) : known(epoch)));
  }

  private static Future<Integer> known(int epoch) {
    return Future.succeededFuture(epoch);
  }

  /** The poll was deleted, and its ballots perhaps before these came. */
  private Future<Integer> forgotten(String poll, List<JournalEntry> entries) {
    return journal.delete(poll, entries).map(-1);
  }

  @Override
  public Future<Void> readJournal(String poll, Consumer<JournalEntry> reader) {
    return calls.admit(() -> new MongoReading(calls, journalRetries, poll, reader).read());
  }

  @Override
  public Future<Void> noteDeletions(long begin, long forgetBefore, List<Deletion> deletions) {
    return calls.admit(() -> notes.add(begin, forgetBefore, deletions));
  }

  @Override
  public Future<Void> readAll(StoreVisitor visitor) {
    return calls.admit(() -> new MongoContents(calls, rooms, polls, records, notes).read(visitor));
  }

  @Override
  public Future<Void> sweep(String poll) {
    return calls.admit(() -> sweep.poll(poll));
  }

  @Override
  public Future<Void> forgetBefore(String poll, int epoch) {
    return calls.admit(() -> journal.forgetBefore(poll, epoch));
  }

  @Override
  public Future<Void> check() {
    return probe.check();
  }

  @Override
  public Future<Void> close() {
    return calls.close();
  }
}
