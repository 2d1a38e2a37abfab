package io.votehub.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds the value of one setting, the way container engines provide secrets. */
final class ValueFile {
  /** Far beyond any value, so that a device or a wrong file cannot exhaust the heap. */
  private static final int MAX_BYTES = 64 * 1024;

  private ValueFile() {}

  /**
   * Reads the whole file, UTF-8, without the line break at its end.
   *
   * @throws IOException if that is not possible or nothing is in it; the message says why, as the
   *     rest of a sentence that begins with the file's name, and quotes nothing of what is in it
   */
  static String read(String path) throws IOException {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(Path.of(path.strip()))) {
      bytes = file.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException | InvalidPathException fault) {
      throw new IOException("does not exist", fault);
    } catch (AccessDeniedException fault) {
      throw new IOException("may not be read by the user of this process", fault);
    } catch (IOException fault) {
      throw new IOException("cannot be read (" + fault.getMessage() + ")", fault);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("is longer than " + MAX_BYTES + " bytes");
    }
    String text = decoded(bytes).replaceFirst("\\R\\z", "");
    if (text.isBlank()) {
      throw new IOException("is empty");
    }
    return text;
  }

  private static String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException fault) {
      throw new IOException("is not UTF-8", fault);
    }
  }
}
