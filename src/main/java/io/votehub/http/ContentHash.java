package io.votehub.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 as names of content, and as a Content-Security-Policy wants it. */
final class ContentHash {
  private static final int SHORT = 16;

  private ContentHash() {}

  /** 16 hexadecimal digits that name the content. */
  static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content)).substring(0, SHORT);
  }

  /** 64 hexadecimal digits, from which the text cannot be found if nobody can guess it. */
  static String whole(String text) {
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
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
