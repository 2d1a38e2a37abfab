package io.votehub.backup;

import io.vertx.core.Vertx;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.store.mongo.MongoStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** People that are open until this is closed. */
record OpenPeople(People people) implements AutoCloseable {
  static OpenPeople in(Vertx vertx, Path folder) throws BackupException {
    return new OpenPeople(
        Waiting.forStore(EmbeddedPeople.open(vertx, folder, InstantSource.system())));
  }

  /** Those beside a store, which its owner closes. */
  static People of(MongoStore store) throws BackupException {
    return Waiting.forStore(MongoPeople.open(store.calls(), InstantSource.system()));
  }

  @Override
  public void close() {
    Waiting.forEnd(people.close());
  }
}
