package io.votehub.store.mongo;

import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** FerretDB being killed, restarted with its data, or unresponsive. */
@EnabledIfSystemProperty(named = FerretDb.EXECUTABLE, matches = ".+")
class FerretOutageTest extends MongoOutageContract {
  @Override
  protected TestMongo startServer() throws IOException {
    return FerretDb.start();
  }
}
