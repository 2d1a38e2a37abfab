package io.votehub.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** A WebSocket client that can violate every rule of framing (RFC 6455, section 5.2). */
final class Frames implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int MASKED = 0x80;
  private static final int FINAL = 0x80;

  private final Socket socket;
  private final DataInputStream in;
  private boolean ended;

  private Frames(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  static Frames open(int port) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout(10_000);
    String handshake =
        String.join(
            "\r\n",
            "GET /ws HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: c3RyYW5nZSBrZXlzIGhlcg==",
            "",
            "");
    socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
    Frames frames = new Frames(socket);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) frames.in.readUnsignedByte());
    }
    return frames;
  }

  boolean ended() {
    return ended;
  }

  void text(String message) throws IOException {
    write(frame(FINAL | TEXT, message.getBytes(StandardCharsets.UTF_8)));
  }

  /** Mostly as a text; sometimes with another opcode, fragmented, or with a broken header. */
  void send(RandomGenerator random, Mutations odd, byte[] message) throws IOException {
    if (odd.chance(0.85)) {
      write(frame(FINAL | TEXT, message));
    } else if (odd.chance(0.5)) {
      int half = message.length / 2;
      write(frame(TEXT, java.util.Arrays.copyOf(message, half)));
      write(frame(FINAL, java.util.Arrays.copyOfRange(message, half, message.length)));
    } else if (odd.chance(0.5)) {
      write(frame(random.nextInt(256), message));
    } else {
      write(odd.bytes(frame(FINAL | TEXT, message)));
    }
  }

  private static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(MASKED | payload.length);
    } else {
      frame.write(MASKED | (payload.length < 65_536 ? 126 : 127));
      for (int bits = payload.length < 65_536 ? 8 : 56; bits >= 0; bits -= 8) {
        frame.write((int) ((long) payload.length >>> bits));
      }
    }
    // A mask of zeros leaves the payload unchanged.
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private void write(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException closed) {
      ended = true;
    }
  }

  /**
   * Sends a ping and reads until the pong or the end of the connection. If the hub waits for the
   * rest of a longer frame, the connection is given up.
   */
  void awaitPongOrEnd(int number) throws IOException {
    text("{\"type\":\"ping\",\"id\":\"fuzz-" + number + "\"}");
    socket.setSoTimeout(1000);
    try {
      String pong = "\"fuzz-" + number + "\"";
      while (!ended) {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        String payload = new String(in.readNBytes((int) size), StandardCharsets.UTF_8);
        if ((first & 0xF) == CLOSE) {
          close();
        } else if (payload.contains(pong)) {
          return;
        }
      }
    } catch (EOFException | SocketException end) {
      close();
    } catch (java.net.SocketTimeoutException stillAwaitsTheRest) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    socket.close();
  }
}
