package io.votehub.store.mongo;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** While the stand-in is gone or silent. */
@Tag("slow")
class MongoOutageTest extends MongoOutageContract {
  @Override
  protected TestMongo startServer() throws IOException {
    return MongoStandIn.start();
  }
}
