package io.votehub.store.mongo;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** With an in-memory substitute for MongoDB. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoStoreTest extends MongoStoreContract {
  private MongoStandIn server;

  @BeforeAll
  void start() throws IOException {
    server = MongoStandIn.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  protected String uri(String database) {
    return server.uri(database);
  }
}
