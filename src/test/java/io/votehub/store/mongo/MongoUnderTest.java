package io.votehub.store.mongo;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.store.JournalEntry;
import io.votehub.store.StoreUnderTest;
import java.util.List;
import java.util.stream.IntStream;

/** A store on a database of MongoDB, which a contract tests. */
interface MongoUnderTest extends StoreUnderTest {
  @Override
  MongoStore store();

  /** Opens another instance on the same database. */
  MongoStore open();

  /** The database beneath the store. */
  MongoClient database();

  default void prepare() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().raiseEpoch("p"));
  }

  default long count(String collection) {
    return await(database().count(collection, new JsonObject()));
  }

  static List<JournalEntry> entries(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> entry(1, i, "v" + i, "" + i)).toList();
  }
}
