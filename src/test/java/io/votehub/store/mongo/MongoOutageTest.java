package io.votehub.store.mongo;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** The substitute for MongoDB being down or unresponsive. */
@Tag("slow")
class MongoOutageTest extends MongoOutageContract {
  @Override
  protected TestMongo startServer() throws IOException {
    return MongoStandIn.start();
  }
}
