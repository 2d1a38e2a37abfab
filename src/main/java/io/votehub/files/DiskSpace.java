package io.votehub.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The space of a disk, in bytes. Reading it may block. */
public record DiskSpace(long usable, long total) {
  /** The disk that the folder is on; empty if the folder does not exist or cannot be read. */
  public static Optional<DiskSpace> of(Path folder) {
    try {
      FileStore disk = Files.getFileStore(folder);
      return Optional.of(new DiskSpace(disk.getUsableSpace(), disk.getTotalSpace()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The same for a folder that may not exist: the disk of its closest existing parent. */
  public static Optional<DiskSpace> around(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return of(there);
  }
}
