package io.votehub.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 hashes as identifiers of content, and in the form of a Content-Security-Policy. */
final class ContentHash {
  private static final int SHORT = 16;

  private ContentHash() {}

  /** 16 hexadecimal digits that identify the content. */
  static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content)).substring(0, SHORT);
  }

  /** 64 hexadecimal digits, which do not reveal a text that cannot be guessed. */
  static String full(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The source expression that allows one inline script. */
  static String cspSource(byte[] script) {
    return "'sha256-" + Base64.getEncoder().encodeToString(sha256().digest(script)) + "'";
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }
}
