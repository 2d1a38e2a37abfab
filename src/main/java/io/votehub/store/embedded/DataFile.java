package io.votehub.store.embedded;

import io.votehub.files.FileOwner;
import io.votehub.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;

/**
 * Opens the file of an embedded store, or explains to an operator why it cannot. A damaged or
 * foreign file is never written to.
 */
public final class DataFile {
  private static final int FORMAT = 4;

  /** Journals are read sequentially and records seldom, so a larger cache would not help. */
  private static final int CACHE_MB = 4;

  /**
   * The number of earlier versions kept in the file. The file header names a chunk that is at most
   * some twenty commits old, and recovery starts from it; so that chunk must not be overwritten.
   */
  private static final int VERSIONS_KEPT = 64;

  private DataFile() {}

  /**
   * @param scheme the prefix of an H2 file system, by which tests inject disk faults
   */
  static MVStore open(Path folder, String scheme) throws StoreException {
    return open(folder, EmbeddedStore.FILE, scheme);
  }

  /**
   * Opens another file of the data folder in the same way.
   *
   * @param name the file's name
   * @param scheme the prefix of an H2 file system, by which tests inject disk faults
   */
  public static MVStore open(Path folder, String name, String scheme) throws StoreException {
    Path file = folder.resolve(name).toAbsolutePath();
    prepare(file);
    SingleFileStore bytes = new OrderedFile(Map.of("cacheSize", CACHE_MB));
    try {
      bytes.open(DataSyncPath.of(scheme + file), false, null);
      return checked(opened(bytes), file);
    } catch (MVStoreException fault) {
      closeQuietly(bytes);
      throw explain(file, fault);
    } catch (StoreException fault) {
      closeQuietly(bytes);
      throw fault;
    } catch (RuntimeException | AssertionError fault) {
      closeQuietly(bytes);
      throw damaged(file, fault);
    }
  }

  private static MVStore opened(SingleFileStore bytes) {
    MVStore store =
        new MVStore.Builder()
            .adoptFileStore(bytes)
            // Only the writer commits: neither a timer nor a full buffer may do so amid a change.
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .compress()
            .open();
    store.setVersionsToKeep(VERSIONS_KEPT);
    // Each commit is forced before the next begins, so freed space can be reused at once.
    store.setRetentionTime(0);
    return store;
  }

  private static void closeQuietly(SingleFileStore bytes) {
    try {
      bytes.close();
    } catch (RuntimeException closedAlready) {
      // The original fault says more.
    }
  }

  /**
   * Checks that the store is the newest version that the file header knows of, and of this format.
   */
  private static MVStore checked(MVStore store, Path file) throws StoreException {
    long known = DataUtils.readHexLong(store.getStoreHeader(), "version", 0);
    boolean isNew = store.getCurrentVersion() == 0 && known == 0;
    if (store.isReadOnly()) {
      throw unwritable(file, null);
    }
    if (store.getCurrentVersion() < known || (!isNew && store.getStoreVersion() == 0)) {
      throw damaged(file, null);
    }
    if (store.getStoreVersion() > FORMAT) {
      throw new StoreException(
          "The data file "
              + file
              + " was written by a newer version of the hub. Run that version, or another data.dir.",
          null);
    }
    if (store.getStoreVersion() == FormatV1Migration.NUMBER) {
      FormatV1Migration.migrate(store);
    }
    if (store.getStoreVersion() < FORMAT) {
      FormatV3Migration.migrate(store);
      store.setStoreVersion(FORMAT);
      store.commit();
      store.sync();
    }
    return store;
  }

  private static void prepare(Path file) throws StoreException {
    Path folder = file.getParent();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, owner(folder.getRoot(), "rwx------"));
      }
      if (!Files.exists(file)) {
        Files.createFile(file, owner(folder, "rw-------"));
        forceFolder(folder);
      }
    } catch (IOException | UnsupportedOperationException fault) {
      throw unwritable(file, fault);
    }
    Optional<String> refusal = FileOwner.refusal(file);
    if (refusal.isPresent()) {
      throw new StoreException("The hub cannot use its data: " + refusal.get(), null);
    }
    if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
      throw unwritable(file, null);
    }
  }

  private static FileAttribute<?>[] owner(Path place, String permissions) throws IOException {
    if (!Files.getFileStore(place).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  /** A new file survives a power loss once its folder is forced, where the system supports that. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnThisSystem) {
      // Not supported on this system.
    }
  }

  private static StoreException explain(Path file, MVStoreException fault) {
    return switch (fault.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new StoreException(
              "A hub is running on this data folder: "
                  + file
                  + " is locked. Stop it first, or name another folder by data.dir.",
              fault);
      case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          new StoreException(
              "The data file "
                  + file
                  + " has a format that this version does not know. Run the version that wrote it, or"
                  + " another data.dir.",
              fault);
      case DataUtils.ERROR_WRITING_FAILED -> unwritable(file, fault);
      case DataUtils.ERROR_READING_FAILED ->
          fault.getCause() instanceof FileSystemException
              ? unwritable(file, fault)
              : damaged(file, fault);
      default -> damaged(file, fault);
    };
  }

  private static StoreException unwritable(Path file, Exception fault) {
    Optional<String> refusal = FileOwner.refusal(file.getParent());
    if (refusal.isPresent()) {
      return new StoreException("The hub cannot use its data: " + refusal.get(), fault);
    }
    return new StoreException(
        "The data folder "
            + file.getParent()
            + " cannot be written"
            + (fault == null ? "" : " (" + reason(fault) + ")")
            + ". Make it a folder in which the hub's user may write, or set data.dir to another.",
        fault);
  }

  private static StoreException damaged(Path file, Throwable fault) {
    return new StoreException(
        "The data file "
            + file
            + " is damaged, or not of a hub; it was left as it is. Put a copy of it in its place, or"
            + " move it away to start without it.",
        fault);
  }

  /** The message of the root cause, as the operating system worded it. */
  static String reason(Throwable fault) {
    Throwable deepest = fault;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest instanceof FileSystemException
        ? deepest.getClass().getSimpleName() + ": " + deepest.getMessage()
        : String.valueOf(deepest.getMessage());
  }
}
