package io.votehub.identity;

import io.votehub.files.FileOwner;
import io.votehub.files.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
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
      SecretFile.writeIfAbsent(folder, FILE, fresh() + System.lineSeparator());
    } catch (IOException fault) {
      throw new IOException(
          FileOwner.refusal(folder)
              .map(why -> "The hub cannot write its key: " + why)
              .orElse("Cannot write the hub's key to " + file),
          fault);
    }
  }

  /** Derives a 32-byte key for one purpose, which does not reveal the secret or other keys. */
  public byte[] derive(String purpose) {
    return new HmacSha256(secret).of(purpose);
  }
}
