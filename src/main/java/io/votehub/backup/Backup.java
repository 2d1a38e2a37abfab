package io.votehub.backup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.store.Store;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes backups. */
public final class Backup {
  private static final String EMBEDDED = "embedded";
  private static final String MONGODB = "mongodb";

  private final Vertx vertx;
  private final String version;

  /**
   * @param vertx opens stores; calls must not come from its threads
   * @param version of this hub
   */
  public Backup(Vertx vertx, String version) {
    this.vertx = vertx;
    this.version = version;
  }

  /** Takes a backup into a stream. */
  @FunctionalInterface
  public interface Source {
    /**
     * @throws BackupException if the store cannot be read, with a message for the operator
     * @throws IOException if the stream fails
     */
    BackupSummary writeTo(OutputStream out) throws IOException, BackupException;
  }

  /** The encryption keys of the accounts of a data folder, in the same way. */
  public Source keysOf(Path folder) {
    return out -> {
      Optional<InputStream> hub = BackupSocket.connect(folder, BackupSocket.KEYS);
      if (hub.isPresent()) {
        try (InputStream in = hub.get()) {
          return new BackupReader(new Copying(in, out)).read(new Standing().noting(() -> 0));
        }
      }
      BackupWriter writer = new BackupWriter(out, System.currentTimeMillis(), version, EMBEDDED);
      if (EmbeddedPeople.isIn(folder)) {
        try (OpenPeople people = OpenPeople.in(vertx, folder)) {
          PeopleParts.writeKeys(people.people(), writer);
        }
      }
      return writer.end();
    };
  }

  /** The encryption keys of the accounts of a MongoDB database. */
  public Source keysOf(String mongoUri) {
    return out -> {
      MongoStore store = Waiting.forStore(MongoStore.open(vertx, mongoUri, (entries, nanos) -> {}));
      try {
        BackupWriter writer = new BackupWriter(out, System.currentTimeMillis(), version, MONGODB);
        PeopleParts.writeKeys(OpenPeople.of(store), writer);
        return writer.end();
      } finally {
        Waiting.forEnd(store.close());
      }
    };
  }

  /** Backs up a data folder: through its hub if one is running, otherwise directly. */
  public Source of(Path folder) {
    return out -> {
      Optional<InputStream> hub = BackupSocket.connect(folder, BackupSocket.ROOMS);
      if (hub.isPresent()) {
        try (InputStream in = hub.get()) {
          return new BackupReader(new Copying(in, out)).read(new Standing().noting(() -> 0));
        }
      }
      if (!Files.exists(folder.resolve(EmbeddedStore.FILE))) {
        throw new BackupException(
            "There is no store of a hub in "
                + folder.toAbsolutePath()
                + ". Run this with the settings of the hub (data.dir, or mongo.uri).");
      }
      EmbeddedStore store =
          Waiting.forStore(EmbeddedStore.open(vertx, folder, (entries, nanos) -> {}));
      return write(
          store,
          EMBEDDED,
          out,
          writer -> {
            if (EmbeddedPeople.isIn(folder)) {
              try (OpenPeople people = OpenPeople.in(vertx, folder)) {
                PeopleParts.write(people.people(), writer);
              }
            }
          });
    };
  }

  /** Backs up a MongoDB database, whether hubs are running on it or not. */
  public Source of(String mongoUri) {
    return out -> {
      MongoStore store = Waiting.forStore(MongoStore.open(vertx, mongoUri, (entries, nanos) -> {}));
      return write(store, MONGODB, out, writer -> PeopleParts.write(OpenPeople.of(store), writer));
    };
  }

  /** Writes a backup to a file, which appears only once it is complete. */
  public static BackupSummary toFile(Path file, Source source) throws BackupException {
    try {
      return WholeFile.write(file, source::writeTo);
    } catch (IOException fault) {
      throw new BackupException(
          "The backup cannot be written to " + file + ": " + Waiting.reason(fault), fault);
    }
  }

  /** Writes what a store does not hold. */
  private interface Rest {
    void writeTo(BackupWriter writer) throws BackupException;
  }

  private BackupSummary write(Store store, String engine, OutputStream out, Rest rest)
      throws IOException, BackupException {
    try {
      BackupWriter writer = new BackupWriter(out, System.currentTimeMillis(), version, engine);
      Future<Void> read = store.readAll(writer);
      Waiting.forStore(read);
      rest.writeTo(writer);
      return writer.end();
    } catch (BackupException fault) {
      if (fault.getCause() instanceof UncheckedIOException full) {
        throw full.getCause();
      }
      throw new BackupException("No backup was taken. " + fault.getMessage(), fault.getCause());
    } finally {
      Waiting.forEnd(store.close());
    }
  }
}
