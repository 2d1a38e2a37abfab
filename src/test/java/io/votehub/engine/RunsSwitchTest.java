package io.votehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.fanout.Membership;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RunsSwitchTest {
  private static final String NEW = SchemaReport.added("{\"id\":\"new\"}");
  private static final String OLD = "{\"id\":\"old\"}";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger looks = new AtomicInteger();
  private MongoStandIn server;
  private MongoStore store;
  private RunsSwitch runs;
  private volatile List<String> members = List.of();

  @BeforeEach
  void openADatabaseOfAnOlderVersion() throws IOException {
    server = MongoStandIn.start();
    StoreContract.await(open().close());
    MongoClient database =
        MongoClient.create(vertx, new JsonObject().put("connection_string", server.uri("test")));
    JsonObject mark = new JsonObject().put("_id", "ballots-in-runs");
    assertThat(StoreContract.await(database.removeDocument("meta", mark)).getRemovedCount())
        .isOne();
    StoreContract.await(database.close());
    store = open();
    runs = new RunsSwitch(vertx, store, this::seen, 10);
  }

  private MongoStore open() {
    return StoreContract.await(MongoStore.open(vertx, server.uri("test"), StoreMeter.NONE));
  }

  private Future<List<Membership.Seen>> seen() {
    looks.incrementAndGet();
    return Future.succeededFuture(
        members.stream().map(what -> new Membership.Seen(what, 0, 0)).toList());
  }

  @AfterEach
  void close() {
    runs.stop();
    StoreContract.await(store.close());
    server.close();
    StoreContract.await(vertx.close());
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void ballotsAreWrittenInRunsOnceNoInstanceIsLeftThatCannotReadThem() {
    members = List.of(NEW, OLD);
    runs.start();
    await(() -> looks.get() > 5);
    assertThat(store.writesRuns()).isFalse();

    members = List.of(NEW, NEW);
    await(store::writesRuns);

    MongoStore next = open();
    assertThat(next.writesRuns()).isTrue();
    StoreContract.await(next.close());
  }

  @Test
  void aLookThatFindsNobodySaysNothing() {
    runs.start();
    await(() -> looks.get() > 5);

    assertThat(store.writesRuns()).isFalse();
  }
}
