package io.votehub.store.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * A note in a data folder, from before the restored files are moved into it until the last one is
 * there: no hub starts on a part of them, and the next restore knows which ones are not the hub's.
 */
public final class UnfinishedRestore {
  /** How the folders begin in which restores prepare their files. */
  public static final String BESIDE = "restore-";

  private static final String NOTE = "unfinished-restore";

  private UnfinishedRestore() {}

  /**
   * Whether a restore was cut short while it moved its files; {@link EmbeddedStore#FILE} is last.
   */
  public static boolean isIn(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(NOTE))) {
      return false;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, BESIDE + "*")) {
      for (Path each : found) {
        if (Files.exists(each.resolve(EmbeddedStore.FILE))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Writes the note.
   *
   * @param names of the files that are moved before {@link EmbeddedStore#FILE}
   */
  public static void begin(Path folder, Collection<String> names) throws IOException {
    Files.write(folder.resolve(NOTE), names);
  }

  /** The names of the files that a restore was moving. */
  public static List<String> names(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve(NOTE));
  }

  /** Removes the note, if there is one. */
  public static void end(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NOTE));
  }
}
