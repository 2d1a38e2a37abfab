package io.votehub.store.mongo;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same against a real MongoDB, whose connection string the environment variable gives. Each
 * test makes a database of its own and drops it; where a login is needed, the connection string
 * must say {@code authSource}.
 */
@EnabledIfEnvironmentVariable(named = MongoServerStoreTest.URI, matches = "mongodb.*")
class MongoServerStoreTest extends MongoStoreContract {
  static final String URI = "VOTEHUB_TEST_MONGO_URI";

  @Override
  protected String uri(String database) {
    return System.getenv(URI).replaceFirst("^([^:]+://[^/?]+)/?[^?]*", "$1/" + database);
  }
}
