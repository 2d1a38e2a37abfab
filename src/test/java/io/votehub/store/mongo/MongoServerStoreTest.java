package io.votehub.store.mongo;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract with a real MongoDB, whose connection string is in the environment variable. Each
 * test uses a database of its own and drops it; if a login is needed, the connection string must
 * contain {@code authSource}.
 */
@EnabledIfEnvironmentVariable(named = MongoServerStoreTest.URI, matches = "mongodb.*")
class MongoServerStoreTest extends MongoStoreContract {
  static final String URI = "VOTEHUB_TEST_MONGO_URI";

  @Override
  protected String uri(String database) {
    return System.getenv(URI).replaceFirst("^([^:]+://[^/?]+)/?[^?]*", "$1/" + database);
  }
}
