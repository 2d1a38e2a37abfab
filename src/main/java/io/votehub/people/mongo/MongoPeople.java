package io.votehub.people.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexModel;
import io.vertx.ext.mongo.IndexOptions;
import io.votehub.people.Account;
import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.people.PeopleJson;
import io.votehub.people.RollMember;
import io.votehub.people.Slice;
import io.votehub.store.mongo.MongoCalls;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The people of a cluster. Shares the connections of the store, their bounds and their circuit
 * breaker; its collections and indexes are made when it is opened.
 *
 * <ul>
 *   <li>{@code accounts} and {@code account_keys}: see {@link MongoAccounts}
 *   <li>{@code notes}: see {@link MongoNotes}
 *   <li>{@code members} by roll, slash, and the hash of the code: {@code record} as JSON text
 *   <li>{@code audit} and {@code audit_anchors}: see {@link MongoAudit}
 * </ul>
 */
public final class MongoPeople implements People {
  private static final String MEMBERS = "members";
  private static final String RECORD = "record";
  private static final int MEMBERS_AT_ONCE = 1_000;

  private final MongoCalls calls;
  private final MongoAccounts accounts;
  private final MongoNotes notes;
  private final MongoAudit audit;

  private MongoPeople(MongoCalls calls, InstantSource clock) {
    this.calls = calls;
    accounts = new MongoAccounts(calls);
    notes = new MongoNotes(calls, clock);
    audit = new MongoAudit(calls);
  }

  /**
   * Makes what is missing of collections and indexes.
   *
   * @param calls access to the database, which its owner closes
   * @param clock the time by which notes expire
   */
  public static Future<MongoPeople> open(MongoCalls calls, InstantSource clock) {
    IndexModel keys =
        new IndexModel(
            new JsonObject().put(MongoAccounts.KEYS, 1),
            new IndexOptions().name(MongoAccounts.KEYS).unique(true));
    IndexModel until =
        new IndexModel(
            new JsonObject().put(MongoNotes.UNTIL, 1), new IndexOptions().name(MongoNotes.UNTIL));
    IndexModel eraseAt =
        new IndexModel(
            new JsonObject().put(MongoAccounts.ERASE_AT, 1),
            new IndexOptions().name(MongoAccounts.ERASE_AT).sparse(true));
    return calls
        .ask(client -> client.createIndexes(MongoAccounts.ACCOUNTS, List.of(keys, eraseAt)))
        .compose(
            made -> calls.ask(client -> client.createIndexes(MongoNotes.NOTES, List.of(until))))
        .compose(made -> MongoAudit.makeIndexes(calls))
        .map(made -> new MongoPeople(calls, clock));
  }

  @Override
  public Future<Boolean> add(Account account, String wrappedKey) {
    return calls.admit(() -> accounts.add(account, wrappedKey));
  }

  @Override
  public Future<Optional<Account>> byKey(String key) {
    return calls.admit(() -> accounts.byKey(key));
  }

  @Override
  public Future<Optional<Account>> account(String id) {
    return calls.admit(() -> accounts.account(id));
  }

  @Override
  public Future<Optional<String>> wrappedKey(String id) {
    return calls.admit(() -> accounts.wrappedKey(id));
  }

  @Override
  public Future<Optional<Account>> update(String id, UnaryOperator<Account> change) {
    return calls.admit(() -> accounts.update(id, change));
  }

  @Override
  public Future<Boolean> erase(String id) {
    return calls.admit(() -> accounts.erase(id));
  }

  @Override
  public Future<List<Account>> accounts(String after, int atMost) {
    return calls.admit(() -> accounts.accounts(after, atMost));
  }

  @Override
  public Future<List<String>> erasuresDue(long at, int atMost) {
    return calls.admit(() -> accounts.erasuresDue(at, atMost));
  }

  @Override
  public Future<Set<String>> known(Collection<String> keys) {
    return calls.admit(() -> accounts.known(keys));
  }

  @Override
  public Future<Void> addMembers(List<RollMember> members) {
    List<RollMember> copy = List.copyOf(members);
    return calls.admit(() -> addFrom(copy, 0));
  }

  private Future<Void> addFrom(List<RollMember> members, int from) {
    if (from >= members.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(members.size(), from + MEMBERS_AT_ONCE);
    List<BulkOperation> writes =
        members.subList(from, to).stream().map(MongoPeople::write).toList();
    return calls
        .write(
            writes.size(),
            client ->
                client.bulkWriteWithOptions(
                    MEMBERS, writes, new BulkWriteOptions().setOrdered(false)))
        .compose(written -> addFrom(members, to));
  }

  private static BulkOperation write(RollMember member) {
    JsonObject id = memberId(member.key());
    JsonObject document = id.copy().put(RECORD, PeopleJson.member(member));
    return BulkOperation.createReplace(id, document).setUpsert(true);
  }

  private static JsonObject memberId(String key) {
    return new JsonObject().put("_id", key);
  }

  @Override
  public Future<Optional<RollMember>> memberByCode(String roll, String codeHash) {
    return calls.admit(
        () ->
            calls
                .ask(
                    client ->
                        client.findOne(MEMBERS, memberId(RollMember.key(roll, codeHash)), null))
                .map(Optional::ofNullable)
                .map(found -> found.map(each -> PeopleJson.member(each.getString(RECORD)))));
  }

  @Override
  public Future<Void> readMembers(String roll, Consumer<RollMember> reader) {
    return calls.admit(() -> readFrom(roll, roll + "/", reader));
  }

  /** By the id, a page at a time. Ids of a roll end before the next character after the slash. */
  private Future<Void> readFrom(String roll, String after, Consumer<RollMember> reader) {
    JsonObject page =
        new JsonObject().put("_id", new JsonObject().put("$gt", after).put("$lt", roll + "0"));
    FindOptions options =
        new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(MEMBERS_AT_ONCE);
    return calls
        .find(MEMBERS, page, options)
        .compose(
            found -> {
              found.forEach(each -> reader.accept(PeopleJson.member(each.getString(RECORD))));
              return found.size() < MEMBERS_AT_ONCE
                  ? Future.succeededFuture()
                  : readFrom(roll, found.get(found.size() - 1).getString("_id"), reader);
            });
  }

  @Override
  public Future<Void> removeMembers(List<RollMember> members) {
    List<RollMember> copy = List.copyOf(members);
    return calls.admit(() -> removeFrom(copy, 0));
  }

  private Future<Void> removeFrom(List<RollMember> members, int from) {
    if (from >= members.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(members.size(), from + MEMBERS_AT_ONCE);
    JsonArray ids = new JsonArray();
    members.subList(from, to).forEach(each -> ids.add(each.roll() + "/" + each.codeHash()));
    JsonObject some = new JsonObject().put("_id", new JsonObject().put("$in", ids));
    return calls
        .write(ids.size(), client -> client.removeDocuments(MEMBERS, some))
        .compose(removed -> removeFrom(members, to));
  }

  @Override
  public Future<List<RollMember>> members(String after, int atMost) {
    JsonObject later = new JsonObject().put("_id", new JsonObject().put("$gt", after));
    FindOptions page = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(atMost);
    return calls.admit(
        () ->
            calls
                .find(MEMBERS, later, page)
                .map(
                    found ->
                        found.stream()
                            .map(each -> PeopleJson.member(each.getString(RECORD)))
                            .toList()));
  }

  @Override
  public Future<Void> removeRoll(String roll) {
    JsonObject ofRoll =
        new JsonObject()
            .put(
                "_id",
                new JsonObject()
                    .put("$gte", RollMember.key(roll, ""))
                    // The character after the slash.
                    .put("$lt", roll + '0'));
    return calls.admit(
        () -> calls.write(0, client -> client.removeDocuments(MEMBERS, ofRoll)).mapEmpty());
  }

  @Override
  public Future<Boolean> useOnce(String name, long until) {
    return calls.admit(() -> notes.useOnce(name, until));
  }

  @Override
  public Future<Optional<String>> note(String name) {
    return calls.admit(() -> notes.read(name));
  }

  @Override
  public Future<Note> writeNote(String name, Function<Optional<String>, Note> change) {
    return calls.admit(() -> notes.write(name, change));
  }

  @Override
  public Future<Optional<String>> takeNote(String name) {
    return calls.admit(() -> notes.take(name));
  }

  @Override
  public Future<Void> forgetExpired() {
    return calls.admit(notes::forgetExpired);
  }

  @Override
  public Future<Boolean> appendAudit(AuditEntry entry) {
    return calls.admit(() -> audit.append(entry));
  }

  @Override
  public Future<Optional<AuditEntry>> lastAudit(String instance) {
    return calls.admit(() -> audit.last(instance));
  }

  @Override
  public Future<List<String>> auditInstances() {
    return calls.admit(audit::instances);
  }

  @Override
  public Future<List<AuditEntry>> audit(String instance, long from, int atMost) {
    return calls.admit(() -> audit.read(instance, from, atMost));
  }

  @Override
  public Future<Optional<AuditEntry>> auditAnchor(String instance) {
    return calls.admit(() -> audit.anchor(instance));
  }

  @Override
  public Future<Void> cutAudit(AuditEntry last) {
    return calls.admit(() -> audit.cut(last));
  }

  @Override
  public Future<Void> removeAudit() {
    return calls.admit(audit::removeAll);
  }

  @Override
  public Future<Slice<AuditEntry>> auditNewest(
      AuditFilter filter, Optional<String> before, int atMost) {
    return calls.admit(() -> audit.newest(filter, before, atMost));
  }

  /** Closes nothing: the connections are the store's. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
