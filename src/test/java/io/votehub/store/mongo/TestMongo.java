package io.votehub.store.mongo;

/**
 * What speaks MongoDB's protocol and keeps its data over a stop, for tests that take it away and
 * give it back. Its port stays the same.
 */
public interface TestMongo extends AutoCloseable {
  /** What a hub's setting {@code mongo.uri} takes. */
  String uri(String database);

  int port();

  /** Breaks all connections and takes no new ones. */
  void stop();

  /** Starts a stopped one again with the data it had. */
  void restart();

  /** Stops it where it stands: its connections stay open and it answers nothing. */
  void pause();

  /** Lets a paused one go on with what it was asked. */
  void resume();

  @Override
  void close();
}
