package io.votehub.store.mongo;

/**
 * A server with MongoDB's protocol that keeps its data when stopped, for tests of outages. Its port
 * stays the same.
 */
public interface TestMongo extends AutoCloseable {
  /** The value for the hub's setting {@code mongo.uri}. */
  String uri(String database);

  int port();

  /** Closes all connections and accepts no new ones. */
  void stop();

  /** Restarts it with its data. */
  void restart();

  /** Suspends it: its connections stay open, and it answers nothing. */
  void pause();

  /** Resumes it; it answers pending requests. */
  void resume();

  @Override
  void close();
}
