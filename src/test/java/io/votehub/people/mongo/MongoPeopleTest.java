package io.votehub.people.mongo;

import static io.votehub.store.StoreContract.await;

import io.vertx.core.Vertx;
import io.votehub.people.People;
import io.votehub.people.PeopleContract;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** With an in-memory substitute for MongoDB. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoPeopleTest extends PeopleContract {
  private final Vertx vertx = Vertx.vertx();
  private MongoStandIn server;
  private MongoStore store;
  private MongoStore otherStore;
  private People people;
  private People other;

  @BeforeAll
  void start() throws IOException {
    server = MongoStandIn.start();
  }

  @AfterAll
  void stop() {
    server.close();
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    String uri = server.uri("p_" + UUID.randomUUID().toString().replace("-", ""));
    store = await(MongoStore.open(vertx, uri, StoreMeter.NONE));
    otherStore = await(MongoStore.open(vertx, uri, StoreMeter.NONE));
    people = await(MongoPeople.open(store.calls(), () -> Instant.ofEpochMilli(now.get())));
    other = await(MongoPeople.open(otherStore.calls(), () -> Instant.ofEpochMilli(now.get())));
  }

  @AfterEach
  void close() {
    await(store.close());
    await(otherStore.close());
  }

  @Override
  protected People people() {
    return people;
  }

  @Override
  protected People other() {
    return other;
  }
}
