package io.votehub.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A WebSocket client that reads on request and buffers little before. A read without data fails
 * after ten seconds.
 */
final class RawReceiver implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int BEGUN_TEXT = 0x01;
  static final int GOES_ON = 0x00;
  static final int LAST = 0x80;
  static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8A;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** A frame: its first byte, with the opcode, and its payload. */
  record Frame(int kind, String text) {}

  /** A frame with its payload as text. */
  @SuppressWarnings("ArrayRecordComponent")
  record Raw(int kind, byte[] payload) {}

  RawReceiver(int port) throws IOException {
    socket.setReceiveBufferSize(1024);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    socket
        .getOutputStream()
        .write(
            """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """
                .getBytes(US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    assertThat(head).startsWith("HTTP/1.1 101");
  }

  byte[] bytes(int length) throws IOException {
    return in.readNBytes(length);
  }

  Frame frame() throws IOException {
    Raw raw = raw();
    return new Frame(raw.kind, new String(raw.payload, UTF_8));
  }

  /** The next frame of any kind. */
  Raw raw() throws IOException {
    int kind = in.readUnsignedByte();
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    return new Raw(kind, bytes(Math.toIntExact(length)));
  }

  /** The next text message; fails on anything else. */
  String text() throws IOException {
    Frame frame = frame();
    assertThat(frame.kind()).as("a text").isEqualTo(TEXT);
    return frame.text();
  }

  /** Sends a frame with a mask of zeros. */
  void send(int kind, byte[] payload) throws IOException {
    write(encode(kind, payload, new byte[4]));
  }

  /** Sends raw bytes. */
  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** A client frame, masked with the four bytes. */
  static byte[] encode(int kind, byte[] payload, byte[] mask) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) kind);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i % 4]));
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }

  void send(int kind, String payload) throws IOException {
    send(kind, payload.getBytes(UTF_8));
  }

  /** Whether the other side has closed the connection without sending more. */
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  /** Resets the connection. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
