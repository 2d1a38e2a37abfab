package io.votehub.people.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexModel;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClientDeleteResult;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.PeopleJson;
import io.votehub.people.Slice;
import io.votehub.store.mongo.MongoCalls;
import io.votehub.store.mongo.MongoErrors;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The audit log as documents: by instance, slash, and number as 16 hexadecimal digits the {@code
 * record} as JSON text, and what it is found by: {@code actor}, {@code action}, {@code object}, and
 * {@code order}, which is the time as 16 hexadecimal digits, a slash, and the id. Anchors are in a
 * collection of their own, by instance.
 */
final class MongoAudit {
  private static final String AUDIT = "audit";
  private static final String ANCHORS = "audit_anchors";
  private static final String ID = "_id";
  private static final String RECORD = "record";
  private static final String ORDER = "order";
  private static final String ACTOR = "actor";
  private static final String ACTION = "action";
  private static final String OBJECT = "object";
  private static final String NUMBER = "number";
  private static final char SEPARATOR = '/';
  private static final char AFTER_SEPARATOR = SEPARATOR + 1;
  private static final int ANCHORS_AT_MOST = 100_000;

  private final MongoCalls calls;

  MongoAudit(MongoCalls calls) {
    this.calls = calls;
  }

  static Future<Void> makeIndexes(MongoCalls calls) {
    List<IndexModel> indexes =
        List.of(index(ORDER), index(ACTOR, ORDER), index(ACTION, ORDER), index(OBJECT, ORDER));
    return calls.ask(client -> client.createIndexes(AUDIT, indexes)).mapEmpty();
  }

  private static IndexModel index(String... fields) {
    JsonObject keys = new JsonObject();
    for (String field : fields) {
      keys.put(field, 1);
    }
    return new IndexModel(keys, new IndexOptions().name(String.join("_", fields)));
  }

  Future<Boolean> append(AuditEntry entry) {
    String id = id(entry.instance(), entry.number());
    JsonObject document =
        new JsonObject()
            .put(ID, id)
            .put(ORDER, hex(entry.at()) + SEPARATOR + id)
            .put(ACTOR, entry.actor())
            .put(ACTION, entry.action())
            .put(OBJECT, entry.object())
            .put(RECORD, PeopleJson.audit(entry));
    return calls
        .write(1, client -> client.insert(AUDIT, document))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  Future<Optional<AuditEntry>> last(String instance) {
    return find(range(instance, 0, Long.MAX_VALUE), ID, -1, 1)
        .compose(
            found ->
                found.isEmpty()
                    ? anchor(instance)
                    : Future.succeededFuture(Optional.of(entry(found.get(0)))));
  }

  private Future<List<JsonObject>> find(JsonObject query, String by, int order, int atMost) {
    FindOptions options =
        new FindOptions().setSort(new JsonObject().put(by, order)).setLimit(atMost);
    return calls.find(AUDIT, query, options);
  }

  private static JsonObject range(String instance, long from, long to) {
    return new JsonObject()
        .put(ID, new JsonObject().put("$gte", id(instance, from)).put("$lte", id(instance, to)));
  }

  Future<List<String>> instances() {
    FindOptions all = new FindOptions().setLimit(ANCHORS_AT_MOST);
    return calls
        .find(ANCHORS, new JsonObject(), all)
        .compose(
            anchors -> {
              TreeSet<String> names = new TreeSet<>();
              anchors.forEach(each -> names.add(each.getString(ID)));
              return addNames("", names);
            });
  }

  private Future<List<String>> addNames(String from, Set<String> names) {
    JsonObject later = new JsonObject().put(ID, new JsonObject().put("$gte", from));
    return find(later, ID, 1, 1)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(List.copyOf(names));
              }
              String id = found.get(0).getString(ID);
              String name = id.substring(0, id.lastIndexOf(SEPARATOR));
              names.add(name);
              return addNames(name + AFTER_SEPARATOR, names);
            });
  }

  Future<List<AuditEntry>> read(String instance, long from, int atMost) {
    return find(range(instance, from, Long.MAX_VALUE), ID, 1, atMost)
        .map(found -> found.stream().map(MongoAudit::entry).toList());
  }

  Future<Optional<AuditEntry>> anchor(String instance) {
    return calls
        .ask(client -> client.findOne(ANCHORS, new JsonObject().put(ID, instance), null))
        .map(found -> Optional.ofNullable(found).map(MongoAudit::entry));
  }

  /** The anchor is durable before the entries go, so that an interruption loses no link. */
  Future<Void> cut(AuditEntry last) {
    JsonObject earlier =
        new JsonObject()
            .put(ID, last.instance())
            .put(NUMBER, new JsonObject().put("$lt", last.number()));
    JsonObject anchor =
        new JsonObject()
            .put(
                "$set",
                new JsonObject()
                    .put(NUMBER, last.number())
                    .put(RECORD, PeopleJson.audit(last.anchor())));
    return calls
        .write(
            1,
            client ->
                client.updateCollectionWithOptions(
                    ANCHORS, earlier, anchor, new UpdateOptions().setUpsert(true)))
        .<Void>mapEmpty()
        .recover(
            fault ->
                // The anchor is later already.
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture()
                    : Future.failedFuture(fault))
        .compose(kept -> remove(last))
        .mapEmpty();
  }

  private Future<MongoClientDeleteResult> remove(AuditEntry last) {
    JsonObject gone = range(last.instance(), 0, last.number());
    return calls.write(0, client -> client.removeDocuments(AUDIT, gone));
  }

  Future<Void> removeAll() {
    JsonObject all = new JsonObject();
    return calls
        .write(0, client -> client.removeDocuments(AUDIT, all))
        .compose(removed -> calls.write(0, client -> client.removeDocuments(ANCHORS, all)))
        .mapEmpty();
  }

  Future<Slice<AuditEntry>> newest(AuditFilter filter, Optional<String> before, int atMost) {
    JsonObject order = new JsonObject().put("$gte", hex(Math.max(0, filter.from())));
    order.put("$lt", before.orElseGet(() -> hex(Math.max(0, filter.until()))));
    JsonObject query = new JsonObject().put(ORDER, order);
    filter.actor().ifPresent(actor -> query.put(ACTOR, actor));
    filter.object().ifPresent(object -> query.put(OBJECT, object));
    filter.action().ifPresent(action -> query.put("$or", action(action)));
    return find(query, ORDER, -1, atMost + 1)
        .map(
            found -> {
              boolean more = found.size() > atMost;
              List<JsonObject> shown = more ? found.subList(0, atMost) : found;
              return new Slice<>(
                  shown.stream().map(MongoAudit::entry).toList(),
                  more ? Optional.of(shown.get(atMost - 1).getString(ORDER)) : Optional.empty());
            });
  }

  private static JsonArray action(String action) {
    return new JsonArray()
        .add(new JsonObject().put(ACTION, action))
        .add(
            new JsonObject()
                .put(ACTION, new JsonObject().put("$regex", "^" + Pattern.quote(action + "."))));
  }

  private static AuditEntry entry(JsonObject document) {
    return PeopleJson.audit(document.getString(RECORD));
  }

  private static String id(String instance, long number) {
    return instance + SEPARATOR + hex(number);
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}
