package io.votehub.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one atomic step, called by the digest of its text.
 *
 * @param name the file name, for messages
 * @param text the source
 * @param digest the SHA-1 of the text in hexadecimal, by which Redis identifies it
 */
public record Script(String name, String text, String digest) {
  /**
   * Concatenates script files from the package of a class.
   *
   * @param files the last one names the script; those before it are its common parts
   */
  public static Script of(Class<?> beside, String... files) {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      text.append(read(beside, file)).append('\n');
    }
    return new Script(files[files.length - 1], text.toString(), digest(text.toString()));
  }

  private static String read(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The script " + file + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
