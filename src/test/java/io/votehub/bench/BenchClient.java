package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A simulated voter with a minimal implementation of HTTP, WebSocket (RFC 6455) and what the server
 * speaks over it. Parses messages in place, without allocation.
 */
final class BenchClient {
  private static final int RING = 4096;
  private static final int RECENT = 8;

  enum State {
    CONNECTING,
    UPGRADING,
    JOINING,
    JOINED,
    CLOSED
  }

  private final SocketChannel channel;
  private final LoadGenerator load;
  private final int number;
  private final Dialect dialect;
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private State state = State.CONNECTING;
  private int sequence;
  private int inFlight;
  private long[] sentAt = new long[0];
  private final long[] recentRev = new long[RECENT];
  private final long[] recentAt = new long[RECENT];
  private int recent;
  private long waitedRev;
  private long waitedSince;

  BenchClient(SocketChannel channel, LoadGenerator load, int number) {
    this.channel = channel;
    this.load = load;
    this.number = number;
    this.dialect = load.dialect();
  }

  State state() {
    return state;
  }

  void connected() throws IOException {
    state = State.UPGRADING;
    write(
        "GET "
            + dialect.path()
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + load.target().port(number)
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + dialect.subprotocol()
            + "\r\n");
  }

  /** Reads the available bytes through a buffer shared by all clients. */
  void read(ByteBuffer shared) throws IOException {
    shared.clear().put(rest);
    int length = channel.read(shared);
    if (length < 0) {
      state = State.CLOSED;
      channel.close();
      return;
    }
    shared.flip();
    if (state == State.UPGRADING) {
      upgrade(shared);
    }
    while (state != State.UPGRADING && nextFrame(shared)) {
      // Each frame is handled where it lies.
    }
    rest = shared.hasRemaining() ? copy(shared) : ByteBuffer.allocate(0);
  }

  private static ByteBuffer copy(ByteBuffer remaining) {
    ByteBuffer copy = ByteBuffer.allocate(remaining.remaining());
    return copy.put(remaining).flip();
  }

  private void upgrade(ByteBuffer in) throws IOException {
    for (int i = in.position() + 3; i < in.limit(); i++) {
      if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
        in.position(i + 1);
        state = State.JOINING;
        for (String text : dialect.hello(load.target(), number)) {
          sendText(text);
        }
        return;
      }
    }
  }

  private boolean nextFrame(ByteBuffer in) throws IOException {
    int at = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int code = in.get(at) & 0x0F;
    int length = in.get(at + 1) & 0x7F;
    int header = 2;
    if (length == 126) {
      if (in.remaining() < 4) {
        return false;
      }
      length = in.getShort(at + 2) & 0xFFFF;
      header = 4;
    } else if (length == 127) {
      throw new IOException("A frame that is longer than any of the contract");
    }
    if (in.remaining() < header + length) {
      return false;
    }
    in.position(at + header + length);
    if (code == 1) {
      dialect.read(this, in, at + header, length);
    } else if (code == 9) {
      write(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0});
    }
    return true;
  }

  void joined() {
    state = State.JOINED;
    load.joined();
  }

  /** A tally that holds all votes up to this one. */
  void tally(long rev) {
    long now = System.nanoTime();
    load.tape().tallied();
    recentRev[recent % RECENT] = rev;
    recentAt[recent % RECENT] = now;
    recent++;
    if (waitedSince != 0 && rev >= waitedRev) {
      load.tape().sawOwnVote(now - waitedSince);
      waitedSince = 0;
    }
  }

  void ack(int id, long rev) throws IOException {
    long sent = sentAt[id % RING];
    inFlight--;
    load.tape().acked(System.nanoTime() - sent);
    if (waitedSince == 0) {
      awaitTally(sent, rev);
    }
    fill();
  }

  /** The tally that shows the vote may have come before its ack. */
  private void awaitTally(long sent, long rev) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < RECENT; i++) {
      if (recentRev[i] >= rev && recentAt[i] >= sent) {
        first = Math.min(first, recentAt[i]);
      }
    }
    if (first < Long.MAX_VALUE) {
      load.tape().sawOwnVote(first - sent);
    } else {
      waitedRev = rev;
      waitedSince = sent;
    }
  }

  /** A vote was refused. */
  void failed() throws IOException {
    inFlight--;
    load.tape().failed();
    fill();
  }

  /** Keeps the window full, if there is one. */
  void fill() throws IOException {
    while (load.isVoting(number) && inFlight < load.window()) {
      vote();
    }
  }

  void vote() throws IOException {
    if (sentAt.length == 0) {
      sentAt = new long[RING];
    }
    int id = ++sequence;
    sentAt[id % RING] = System.nanoTime();
    inFlight++;
    load.tape().voted();
    char choice = "abcd".charAt((number + id) % 4);
    sendText(dialect.vote(load.target(), id, choice));
  }

  void sendText(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
    frame.put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    // The mask is zero, so that the payload stands as it is.
    write(frame.putInt(0).put(payload).flip());
  }

  private void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  /**
   * A hub that reads no further makes its senders wait, so waiting here is part of the measurement.
   */
  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
