package io.votehub.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that appears complete and durable, or not at all; only its owner may read it. */
final class WholeFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private WholeFile() {}

  /** The content. */
  interface Contents<T> {
    T writeTo(OutputStream out) throws IOException, BackupException;
  }

  /** An existing file of that name is replaced at the end. */
  static <T> T write(Path file, Contents<T> contents) throws IOException, BackupException {
    Path whole = file.toAbsolutePath();
    Path part = Files.createTempFile(whole.getParent(), whole.getFileName() + ".", ".part");
    try {
      T written;
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        OutputStream out =
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        written = contents.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(whole.getParent());
      return written;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A file's name survives a power failure once its folder is forced, where that is possible. */
  static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnThisSystem) {
      // Windows, whose file system journals names itself.
    }
  }
}
