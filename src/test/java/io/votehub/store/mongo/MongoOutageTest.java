package io.votehub.store.mongo;

import java.io.IOException;

/** While the stand-in is gone or silent. */
class MongoOutageTest extends MongoOutageContract {
  @Override
  protected TestMongo startServer() throws IOException {
    return MongoStandIn.start();
  }
}
