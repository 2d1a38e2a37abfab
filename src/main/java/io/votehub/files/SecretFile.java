package io.votehub.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Small files with secrets, readable by their owner alone. */
public final class SecretFile {
  private SecretFile() {}

  /**
   * Writes a file, forced to disk, unless it is there already; readers see all of it or none, and
   * of those who write it at once one does.
   *
   * @param text in ASCII
   */
  public static void writeIfAbsent(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(folder);
    Path fresh = folder.resolve(name + "." + UUID.randomUUID() + ".new");
    writeForced(fresh, text);
    try {
      Files.move(fresh, file);
    } catch (FileAlreadyExistsException writtenMeanwhile) {
      Files.delete(fresh);
    }
    forceFolder(folder);
  }

  private static void writeForced(Path file, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** The permissions of the new file; on Windows it inherits those of the directory. */
  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // Windows cannot open directories; NTFS journals metadata by itself.
    }
  }
}
