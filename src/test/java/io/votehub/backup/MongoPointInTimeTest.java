package io.votehub.backup;

import static io.votehub.store.StoreContract.await;

import io.votehub.store.Store;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoPointInTimeTest extends PointInTimeContract {
  private MongoStandIn mongo;

  @BeforeAll
  void start() throws IOException {
    mongo = MongoStandIn.start();
  }

  @Override
  Store open() {
    String database = "then_" + UUID.randomUUID().toString().replace("-", "");
    return await(MongoStore.open(vertx, mongo.uri(database), (entries, nanos) -> {}));
  }

  @AfterAll
  void stop() {
    mongo.close();
    await(vertx.close());
  }
}
