package io.votehub.store.mongo;

import com.mongodb.MongoException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexModel;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.store.StoreException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collections, their indexes and their version.
 *
 * <ul>
 *   <li>{@link #ROOMS} by join code: title, createdAt, usedAt, version; {@code gone} while it is
 *       deleted
 *   <li>{@link #POLLS} by id: room, position, state, until when it is watched, epoch, version, and
 *       in {@code record} the rest as JSON text, because cell names may be any text; {@code result}
 *       if the final tally is stored separately, and {@code sweep} while ballots are to be removed
 *   <li>{@link #BALLOTS} by poll, slash, and revision as 16 hexadecimal digits: many ballots in
 *       runs, see {@link RunDocuments}, or one: the voter {@code v}, the ballot {@code b}, and
 *       {@code at}. Read by id ranges and appended at the end of a poll only, so the index on ids
 *       suffices
 *   <li>{@link #RESULTS} by poll, slash, a fresh id, slash, and number: pieces of large tallies
 *   <li>{@link #RECORDS} by join code, slash and key: room, key and text of what belongs to a room
 *   <li>{@link #TASKS} by kind, slash and name: kind, name, dueAt and text of what is due at some
 *       time
 *   <li>{@link #LOG_ENTRIES} by index: the texts of the hub's log
 *   <li>{@link #META}: the schema version, whether ballots are written in runs, and notes of
 *       deletions
 * </ul>
 *
 * <p>Each of {@link #STEPS} migrates from one version to the next. A step may run twice, and on two
 * instances concurrently.
 */
public final class MongoSchema {
  static final String ROOMS = "rooms";
  static final String POLLS = "polls";
  static final String BALLOTS = "ballots";
  static final String RESULTS = "results";
  static final String RECORDS = "records";
  static final String TASKS = "tasks";
  static final String LOG_ENTRIES = "log";
  static final String META = "meta";

  private static final Logger LOG = LoggerFactory.getLogger(MongoSchema.class);
  private static final String HALF_RESTORED = "half-restored";
  private static final String PEOPLE_HALF_RESTORED = "people-half-restored";
  private static final JsonObject SCHEMA = new JsonObject().put("_id", "schema");

  /** Append only. */
  private static final List<Function<MongoClient, Future<Void>>> STEPS =
      List.of(
          MongoSchema::firstIndexes,
          MongoSchema::sweepIndex,
          MongoSchema::usedIndex,
          MongoSchema::keyIndex,
          MongoSchema::taskIndex,
          MongoSchema::readsRuns,
          MongoSchema::watchIndex);

  /** Instances of this version of the schema, or of a later one, read ballots in runs. */
  static final int FIRST_WITH_RUNS = 6;

  private static final String RUNS = "ballots-in-runs";

  private final MongoUri uri;
  private final MongoClient client;

  MongoSchema(MongoUri uri, MongoClient client) {
    this.uri = uri;
    this.client = client;
  }

  /**
   * Migrates the database to this version.
   *
   * @return fails with a {@link StoreException} if MongoDB cannot be reached or used, or its
   *     database is of a newer version, which is then left as it is
   */
  Future<Void> prepare() {
    return client
        .runCommand("isMaster", new JsonObject().put("isMaster", 1))
        .compose(this::judge)
        .compose(suitable -> MongoPrivileges.check(client, uri.database()))
        .compose(suitable -> client.findOne(META, SCHEMA, null))
        .compose(found -> found == null ? begin() : from(found.getInteger("version")))
        .recover(fault -> Future.failedFuture(explain(fault)));
  }

  /**
   * Options for find-and-modify. The client's default is an empty projection, which MongoDB treats
   * as none and FerretDB rejects.
   */
  public static FindOptions wholeDocument() {
    return new FindOptions().setFields(null);
  }

  /**
   * Fails with a {@link StoreException} while a backup is being restored, or after a restore that
   * did not complete: the database is then not a usable store.
   */
  Future<Void> refuseHalfRestored() {
    return isHalfRestored(client)
        .compose(
            half ->
                half
                    ? Future.failedFuture(
                        new StoreException(
                            "A backup is being restored into the database "
                                + uri
                                + ", or that was cut short. Wait for its end, or restore again: it"
                                + " begins anew.",
                            null))
                    : Future.succeededFuture());
  }

  static Future<Void> markHalfRestored(MongoClient client) {
    // One that a restore left which ended just then would let the next one wipe people of a hub.
    return client
        .removeDocument(META, new JsonObject().put("_id", PEOPLE_HALF_RESTORED))
        .compose(gone -> keep(client, HALF_RESTORED, "true"))
        .mapEmpty();
  }

  static Future<Void> markPeopleHalfRestored(MongoClient client) {
    return keep(client, PEOPLE_HALF_RESTORED, "true").mapEmpty();
  }

  static Future<Boolean> arePeopleHalfRestored(MongoClient client) {
    return client
        .findOne(META, new JsonObject().put("_id", PEOPLE_HALF_RESTORED), null)
        .map(found -> found != null);
  }

  static Future<Boolean> isHalfRestored(MongoClient client) {
    return client
        .findOne(META, new JsonObject().put("_id", HALF_RESTORED), null)
        .map(found -> found != null);
  }

  static Future<Void> unmarkHalfRestored(MongoClient client) {
    // In this order: rooms that are marked without their people could not be restored again.
    return client
        .removeDocument(META, new JsonObject().put("_id", HALF_RESTORED))
        .compose(
            gone -> client.removeDocument(META, new JsonObject().put("_id", PEOPLE_HALF_RESTORED)))
        .mapEmpty();
  }

  /** Stores a value under a name unless one exists; returns the stored one. */
  static Future<String> keep(MongoClient client, String name, String value) {
    return client
        .findOneAndUpdateWithOptions(
            META,
            new JsonObject().put("_id", name),
            new JsonObject().put("$setOnInsert", new JsonObject().put("value", value)),
            wholeDocument(),
            new UpdateOptions().setUpsert(true).setReturningNewDocument(true))
        .map(kept -> kept.getString("value"));
  }

  private Future<Void> judge(JsonObject server) {
    try {
      judge(uri, server);
      return Future.succeededFuture();
    } catch (StoreException unfit) {
      return Future.failedFuture(unfit);
    }
  }

  /**
   * Checks whether the server is suitable for a store.
   *
   * @param server its reply to {@code isMaster}
   */
  static void judge(MongoUri uri, JsonObject server) throws StoreException {
    if (isLoneMember(uri, server)) {
      throw new StoreException(
          "mongo.uri names one member of a replica set, and would not follow when another becomes"
              + " its primary. Add replicaSet="
              + server.getString("setName")
              + " to it.",
          null);
    }
    if (server.getString("setName") == null && !"isdbgrid".equals(server.getString("msg"))) {
      LOG.warn(
          "MongoDB at {} is no replica set: what it acknowledges is as safe as that one server",
          uri.hosts());
    }
  }

  /** A secondary would keep replying, with stale data. */
  private static boolean isLoneMember(MongoUri uri, JsonObject server) {
    return !uri.followsPrimary()
        && server.getString("setName") != null
        && server.getJsonArray("hosts", new JsonArray()).size() > 1;
  }

  /** Nobody who could not read runs is on a database that was not there. */
  private Future<Void> begin() {
    return step(0).compose(done -> keepWritingRuns(client));
  }

  /** From now on every instance that starts writes ballots in runs. */
  static Future<Void> keepWritingRuns(MongoClient client) {
    return keep(client, RUNS, "true").mapEmpty();
  }

  /** Whether ballots are written in runs from the start of an instance on. */
  Future<Boolean> isWrittenInRuns() {
    return client
        .findOne(META, new JsonObject().put("_id", RUNS), null)
        .map(found -> found != null);
  }

  /** The version of the schema that this version of the hub reads and writes. */
  static int version() {
    return STEPS.size();
  }

  private Future<Void> from(int version) {
    if (version > STEPS.size()) {
      return Future.failedFuture(
          new StoreException(
              "The database "
                  + uri
                  + " was written by a newer version of the hub. Run that version, or name another"
                  + " database in mongo.uri.",
              null));
    }
    return step(version);
  }

  private Future<Void> step(int version) {
    if (version == STEPS.size()) {
      return Future.succeededFuture();
    }
    return STEPS
        .get(version)
        .apply(client)
        .compose(
            done ->
                client.updateCollectionWithOptions(
                    META,
                    SCHEMA.copy(),
                    new JsonObject().put("$max", new JsonObject().put("version", version + 1)),
                    new UpdateOptions().setUpsert(true)))
        .compose(written -> step(version + 1));
  }

  private static Future<Void> firstIndexes(MongoClient client) {
    JsonObject room = new JsonObject().put("room", 1).put("position", 1).put("_id", 1);
    IndexModel gone =
        new IndexModel(
            new JsonObject().put("gone", 1), new IndexOptions().name("gone").sparse(true));
    return client
        .createIndexes(
            POLLS,
            List.of(
                new IndexModel(room, new IndexOptions().name("room")),
                new IndexModel(new JsonObject().put("state", 1), new IndexOptions().name("state"))))
        .compose(done -> client.createIndexes(ROOMS, List.of(gone)));
  }

  private static Future<Void> sweepIndex(MongoClient client) {
    IndexModel sweep =
        new IndexModel(
            new JsonObject().put("sweep", 1), new IndexOptions().name("sweep").sparse(true));
    return client.createIndexes(POLLS, List.of(sweep));
  }

  private static Future<Void> usedIndex(MongoClient client) {
    IndexModel used =
        new IndexModel(new JsonObject().put("usedAt", 1), new IndexOptions().name("usedAt"));
    return client.createIndexes(ROOMS, List.of(used));
  }

  private static Future<Void> keyIndex(MongoClient client) {
    JsonObject key = new JsonObject().put("key", 1).put("room", 1);
    return client.createIndexes(
        RECORDS, List.of(new IndexModel(key, new IndexOptions().name("key"))));
  }

  private static Future<Void> taskIndex(MongoClient client) {
    IndexModel due =
        new IndexModel(
            new JsonObject().put(MongoTasks.KIND, 1).put(MongoTasks.DUE_AT, 1),
            new IndexOptions().name("due"));
    return client.createIndexes(TASKS, List.of(due));
  }

  /** Changes nothing, but keeps versions that cannot read runs from starting. */
  private static Future<Void> readsRuns(MongoClient client) {
    return Future.succeededFuture();
  }

  /** For what all instances look up every few seconds, however many polls are open. */
  private static Future<Void> watchIndex(MongoClient client) {
    JsonObject key = new JsonObject().put("state", 1).put("watchUntil", 1);
    return client.createIndexes(
        POLLS, List.of(new IndexModel(key, new IndexOptions().name("watch"))));
  }

  /** One of several values of a field. */
  static JsonObject anyOf(List<String> values) {
    return new JsonObject().put("$in", new JsonArray(values));
  }

  private Throwable explain(Throwable fault) {
    if (!(fault instanceof MongoException)) {
      return fault;
    }
    return new StoreException(
        "MongoDB at "
            + uri.hosts()
            + " cannot be used: "
            + MongoErrors.reason(fault)
            + " (tried for "
            + MongoTimeouts.SERVER_SELECTION_MS
            + " ms). Look whether it runs and has a primary, and whether mongo.uri names the right"
            + " hosts, user, password and replica set.",
        fault);
  }
}
