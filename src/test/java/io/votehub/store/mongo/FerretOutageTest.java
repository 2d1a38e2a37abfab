package io.votehub.store.mongo;

import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** While FerretDB is killed, started again on its data, or silent. */
@EnabledIfSystemProperty(named = FerretDb.EXECUTABLE, matches = ".+")
class FerretOutageTest extends MongoOutageContract {
  @Override
  protected TestMongo startServer() throws IOException {
    return FerretDb.start();
  }
}
