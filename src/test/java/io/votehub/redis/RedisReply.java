package io.votehub.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One command and its reply in RESP2 over a plain socket, so that a test can use Redis while the
 * hub's client is under test. @see <a
 * href="https://redis.io/docs/latest/develop/reference/protocol-spec/">the protocol</a>
 */
final class RedisReply {
  private static final int WAIT_MS = 60_000;

  private RedisReply() {}

  static String ask(int port, String... words) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(WAIT_MS);
      socket.getOutputStream().write(encode(words));
      return read(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
    }
  }

  private static byte[] encode(String... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static String read(DataInputStream in) throws IOException {
    String head = line(in);
    String rest = head.substring(1);
    return switch (head.charAt(0)) {
      case '+', ':' -> rest;
      case '$' -> bulk(in, Integer.parseInt(rest));
      case '*' -> array(in, Integer.parseInt(rest));
      default -> throw new IOException("Redis says " + head);
    };
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\r'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    in.readUnsignedByte();
    return line.toString();
  }

  private static String bulk(DataInputStream in, int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    line(in);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String array(DataInputStream in, int length) throws IOException {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      parts.add(read(in));
    }
    return String.join("\n", parts);
  }
}
