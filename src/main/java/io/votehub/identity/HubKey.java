package io.votehub.identity;

import io.votehub.files.FileOwner;
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
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret with which a hub signs tokens and receipts; the same on all instances of a cluster.
 * Whoever knows it can impersonate any presenter and voter, so it is never logged. Losing it
 * invalidates all issued tokens.
 */
public final class HubKey {
  /** The name of the key file in the data directory. */
  public static final String FILE = "hub.key";

  private static final int MIN_BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final byte[] secret;

  private HubKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * The key configured by the operator.
   *
   * @throws IllegalArgumentException if it is shorter than 32 bytes
   */
  public static HubKey of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "The secret key has " + bytes.length + " bytes; it needs at least " + MIN_BYTES);
    }
    return new HubKey(bytes);
  }

  /** Generates a key of 256 random bits, as 64 hexadecimal digits. */
  public static String fresh() {
    byte[] bytes = new byte[MIN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * The key in the data directory; generated at the first start, readable only by its owner, and
   * forced to disk before it is used.
   *
   * @throws IOException if it can be neither read nor created, with a message for the operator
   */
  public static HubKey inFolder(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      make(folder, file);
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException fault) {
      throw new IOException(
          FileOwner.refusal(file)
              .map(why -> "The hub cannot read its key: " + why)
              .orElse("Cannot read the hub's key from " + file),
          fault);
    }
    if (!HEX.matcher(text).matches()) {
      throw new IOException(
          file
              + " is not a hub key (64 hexadecimal digits); restore it from a backup, or delete it"
              + ", which invalidates all issued tokens");
    }
    return new HubKey(HexFormat.of().parseHex(text));
  }

  private static void make(Path folder, Path file) throws IOException {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(FILE + "." + Ids.random() + ".new");
      writeForced(fresh);
      try {
        // Atomic: readers see a complete file or none, and one created concurrently is kept.
        Files.move(fresh, file);
      } catch (FileAlreadyExistsException createdConcurrently) {
        Files.delete(fresh);
      }
      forceFolder(folder);
    } catch (IOException fault) {
      throw new IOException(
          FileOwner.refusal(folder)
              .map(why -> "The hub cannot write its key: " + why)
              .orElse("Cannot write the hub's key to " + file),
          fault);
    }
  }

  private static void writeForced(Path file) throws IOException {
    ByteBuffer text = StandardCharsets.US_ASCII.encode(fresh() + System.lineSeparator());
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      while (text.hasRemaining()) {
        channel.write(text);
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

  /** Derives a 32-byte key for one purpose, which does not reveal the secret or other keys. */
  public byte[] derive(String purpose) {
    return new HmacSha256(secret).of(purpose);
  }
}
