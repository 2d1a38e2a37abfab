package io.votehub.people.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.people.Account;
import io.votehub.people.KeyTakenException;
import io.votehub.people.PeopleJson;
import io.votehub.store.mongo.MongoCalls;
import io.votehub.store.mongo.MongoErrors;
import io.votehub.store.mongo.MongoSchema;
import io.votehub.store.mongo.OptimisticUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Accounts as documents: by id the {@code keys}, a {@code version}, and in {@code record} the whole
 * account as JSON text. A unique index on the keys holds accounts apart. Their encryption keys are
 * in a collection of their own, which need not be in backups.
 */
final class MongoAccounts {
  static final String ACCOUNTS = "accounts";
  static final String SECRETS = "account_keys";
  static final String KEYS = "keys";

  static final String ERASE_AT = "eraseAt";

  private static final String VERSION = "version";
  private static final String RECORD = "record";
  private static final String WRAPPED = "key";

  private final MongoCalls calls;

  /** An account as it was read. */
  private record Held(Account account, long version) {}

  MongoAccounts(MongoCalls calls) {
    this.calls = calls;
  }

  /** The encryption key is durable before the account that needs it. */
  Future<Boolean> add(Account account, String wrappedKey) {
    JsonObject secret = id(account.id()).put(WRAPPED, wrappedKey);
    return calls
        .write(1, client -> client.insert(SECRETS, secret))
        .compose(
            kept ->
                calls
                    .write(1, client -> client.insert(ACCOUNTS, document(account, 0)))
                    .map(true)
                    .recover(
                        fault ->
                            MongoErrors.isDuplicate(fault)
                                ? removeSecret(account.id()).map(false)
                                : Future.failedFuture(fault)))
        .recover(
            fault ->
                // The id of another account, whose key must stay.
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  Future<Optional<Account>> byKey(String key) {
    return find(new JsonObject().put(KEYS, key)).map(found -> found.map(Held::account));
  }

  Future<Optional<Account>> account(String id) {
    return find(id(id)).map(found -> found.map(Held::account));
  }

  private Future<Optional<Held>> find(JsonObject query) {
    return calls
        .ask(client -> client.findOne(ACCOUNTS, query, null))
        .map(found -> Optional.ofNullable(found).map(MongoAccounts::held));
  }

  Future<Optional<String>> wrappedKey(String id) {
    return calls
        .ask(client -> client.findOne(SECRETS, id(id), null))
        .map(found -> Optional.ofNullable(found).map(secret -> secret.getString(WRAPPED)));
  }

  Future<Optional<Account>> update(String id, UnaryOperator<Account> change) {
    return new OptimisticUpdate<>(calls, () -> find(id(id)), Held::account, this::replace)
        .change(change)
        .recover(
            fault ->
                Future.failedFuture(
                    MongoErrors.isDuplicate(fault) ? new KeyTakenException() : fault));
  }

  private Future<Boolean> replace(Held before, Account after) {
    JsonObject unchanged = id(before.account.id()).put(VERSION, before.version);
    return calls
        .write(
            1,
            client ->
                client.findOneAndReplaceWithOptions(
                    ACCOUNTS,
                    unchanged,
                    document(after, before.version + 1),
                    MongoSchema.wholeDocument(),
                    new UpdateOptions()))
        .map(found -> found != null);
  }

  /** The encryption key goes first: what is left of an interrupted erasure cannot be read. */
  Future<Boolean> erase(String id) {
    return removeSecret(id)
        .compose(gone -> calls.write(1, client -> client.removeDocument(ACCOUNTS, id(id))))
        .map(removed -> removed != null && removed.getRemovedCount() > 0);
  }

  private Future<Void> removeSecret(String id) {
    return calls.write(1, client -> client.removeDocument(SECRETS, id(id))).mapEmpty();
  }

  Future<List<Account>> accounts(String after, int atMost) {
    JsonObject later = new JsonObject().put("_id", new JsonObject().put("$gt", after));
    FindOptions page = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(atMost);
    return calls
        .find(ACCOUNTS, later, page)
        .map(found -> found.stream().map(each -> held(each).account).toList());
  }

  Future<List<String>> erasuresDue(long at, int atMost) {
    JsonObject due = new JsonObject().put(ERASE_AT, new JsonObject().put("$lte", at));
    FindOptions ids =
        new FindOptions()
            .setFields(new JsonObject().put("_id", 1))
            .setSort(new JsonObject().put(ERASE_AT, 1))
            .setLimit(atMost);
    return calls
        .find(ACCOUNTS, due, ids)
        .map(found -> found.stream().map(each -> each.getString("_id")).toList());
  }

  Future<Set<String>> known(Collection<String> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    Set<String> asked = Set.copyOf(keys);
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(asked)));
    FindOptions keysAlone = new FindOptions().setFields(new JsonObject().put(KEYS, 1));
    return calls
        .find(ACCOUNTS, new JsonObject().put(KEYS, any), keysAlone)
        .map(
            found ->
                found.stream()
                    .flatMap(each -> each.getJsonArray(KEYS).stream())
                    .map(String.class::cast)
                    .filter(asked::contains)
                    .collect(Collectors.toSet()));
  }

  private static JsonObject id(String id) {
    return new JsonObject().put("_id", id);
  }

  private static JsonObject document(Account account, long version) {
    JsonObject document =
        id(account.id())
            .put(KEYS, new JsonArray(List.copyOf(account.allKeys())))
            .put(VERSION, version)
            .put(RECORD, PeopleJson.account(account));
    account.erasure().ifPresent(erasure -> document.put(ERASE_AT, erasure.dueAt()));
    return document;
  }

  private static Held held(JsonObject document) {
    return new Held(PeopleJson.account(document.getString(RECORD)), document.getLong(VERSION));
  }
}
