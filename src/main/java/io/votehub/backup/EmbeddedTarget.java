package io.votehub.backup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.files.FileOwner;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.store.Store;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.embedded.UnfinishedRestore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data folder. The backup is restored into a file beside the current one and replaces it
 * atomically at the end. Until then the current one, which has no rooms, is held open, so that no
 * hub starts on it.
 */
final class EmbeddedTarget implements RestoreTarget {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTarget.class);

  private final Path folder;
  private final boolean madeFolder;
  private final boolean madeFile;
  private final EmbeddedStore present;
  private final Path beside;
  private final EmbeddedStore store;
  private final Vertx vertx;
  private Future<People> people;

  private EmbeddedTarget(
      Vertx vertx,
      Path folder,
      boolean madeFolder,
      boolean madeFile,
      EmbeddedStore present,
      Path beside,
      EmbeddedStore store) {
    this.vertx = vertx;
    this.folder = folder;
    this.madeFolder = madeFolder;
    this.madeFile = madeFile;
    this.present = present;
    this.beside = beside;
    this.store = store;
  }

  /** The number of rooms in a data folder. */
  static long rooms(Vertx vertx, Path folder) throws BackupException {
    if (!Files.exists(folder.resolve(EmbeddedStore.FILE))) {
      return 0;
    }
    EmbeddedStore present = open(vertx, folder);
    try {
      return Waiting.forStore(present.countRooms());
    } finally {
      Waiting.forEnd(present.close());
    }
  }

  /**
   * Holds a data folder, which is created if missing.
   *
   * @throws BackupException if it has rooms, a hub is running on it, or it cannot be written
   */
  static EmbeddedTarget hold(Vertx vertx, Path folder) throws BackupException {
    boolean madeFolder = !Files.exists(folder);
    boolean madeFile = !Files.exists(folder.resolve(EmbeddedStore.FILE));
    EmbeddedStore present = open(vertx, folder);
    try {
      long rooms = Waiting.forStore(present.countRooms());
      if (rooms > 0) {
        throw new BackupException(
            "The data folder "
                + folder.toAbsolutePath()
                + " has "
                + rooms
                + (rooms == 1 ? " room" : " rooms")
                + " already, and a backup is restored only where there is none. Move "
                + EmbeddedStore.FILE
                + " away, or set data.dir to an empty folder.");
      }
      takeBackMoved(folder);
      deleteLeftovers(folder);
      UnfinishedRestore.end(folder);
      Path beside = Files.createTempDirectory(folder, UnfinishedRestore.BESIDE);
      return new EmbeddedTarget(
          vertx, folder, madeFolder, madeFile, present, beside, open(vertx, beside));
    } catch (IOException fault) {
      Waiting.forEnd(present.close());
      throw unwritable(folder, fault);
    } catch (BackupException fault) {
      Waiting.forEnd(present.close());
      throw fault;
    }
  }

  private static EmbeddedStore open(Vertx vertx, Path folder) throws BackupException {
    return Waiting.forStore(EmbeddedStore.open(vertx, folder, (entries, nanos) -> {}));
  }

  /** Deletes what a killed restore had moved into the folder: no hub started on it. */
  private static void takeBackMoved(Path folder) throws IOException {
    if (UnfinishedRestore.isIn(folder)) {
      List<String> moved = UnfinishedRestore.names(folder);
      for (Path file : EmbeddedPeople.files(folder)) {
        if (moved.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Left by restores that were killed. */
  private static void deleteLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, UnfinishedRestore.BESIDE + "*")) {
      for (Path each : found) {
        Files.deleteIfExists(each.resolve(EmbeddedStore.FILE));
        for (Path file : EmbeddedPeople.files(each)) {
          Files.deleteIfExists(file);
        }
        Files.delete(each);
      }
    }
  }

  private static BackupException unwritable(Path folder, IOException fault) {
    return new BackupException(
        "The data folder " + folder + " cannot be written: " + fault.getMessage(), fault);
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public synchronized Future<People> people() {
    if (people == null) {
      people =
          requireNobody()
              .compose(empty -> EmbeddedPeople.open(vertx, beside, InstantSource.system()))
              .map(open -> open);
    }
    return people;
  }

  private Future<Void> requireNobody() {
    return EmbeddedPeople.isIn(folder)
        ? EmbeddedPeople.open(vertx, folder, InstantSource.system())
            .compose(
                open ->
                    Future.all(open.accounts("", 1), open.members("", 1), open.auditInstances())
                        .map(some -> some.list().stream().allMatch(List.of()::equals))
                        .eventually(open::close))
            .compose(
                empty ->
                    empty
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                            "The data folder has accounts, voter rolls or an audit log already (people.db,"
                                + " people-keys.db). Move them away, or set data.dir to an empty"
                                + " folder."))
        : Future.succeededFuture();
  }

  private synchronized Future<Void> closePeople() {
    return people == null || people.failed()
        ? Future.succeededFuture()
        : people.compose(People::close);
  }

  @Override
  public void keep() throws BackupException {
    Waiting.forStore(store.close());
    Waiting.forStore(closePeople());
    try {
      giveToOwner();
      movePeople();
      Files.move(
          beside.resolve(EmbeddedStore.FILE),
          folder.resolve(EmbeddedStore.FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      WholeFile.forceFolder(folder);
      UnfinishedRestore.end(folder);
      Files.delete(beside);
    } catch (IOException fault) {
      throw unwritable(folder, fault);
    } finally {
      release();
    }
  }

  /** From here on a kill leaves a part of the backup in the folder, and a note of it. */
  void movePeople() throws IOException {
    List<Path> files = EmbeddedPeople.files(beside).stream().filter(Files::exists).toList();
    if (files.isEmpty()) {
      return;
    }
    UnfinishedRestore.begin(
        folder, files.stream().map(file -> file.getFileName().toString()).toList());
    WholeFile.forceFolder(folder);
    for (Path file : files) {
      Files.move(
          file,
          folder.resolve(file.getFileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Lets go of the folder without having changed anything more, as the end of the process does. */
  void release() {
    Waiting.forEnd(present.close());
  }

  /** Root may restore for a hub that runs as another user. */
  private void giveToOwner() {
    try {
      if (madeFolder) {
        FileOwner.likeItsFolder(folder);
      }
      FileOwner.likeItsFolder(beside);
      FileOwner.likeItsFolder(beside.resolve(EmbeddedStore.FILE));
      for (Path file : EmbeddedPeople.files(beside)) {
        if (Files.exists(file)) {
          FileOwner.likeItsFolder(file);
        }
      }
    } catch (IOException fault) {
      LOG.warn(
          "What was restored belongs to another user than {}, and could not be given to them: {}",
          folder,
          fault.getMessage());
    }
  }

  @Override
  public void discard() {
    Waiting.forEnd(store.close());
    Waiting.forEnd(closePeople());
    Waiting.forEnd(present.close());
    try {
      deleteLeftovers(folder);
      if (madeFile) {
        Files.deleteIfExists(folder.resolve(EmbeddedStore.FILE));
      }
      if (madeFolder) {
        Files.delete(folder);
      }
    } catch (IOException fault) {
      LOG.warn(
          "Temporary files of the restore could not be deleted from {}: {}",
          folder,
          fault.getMessage());
    }
  }
}
