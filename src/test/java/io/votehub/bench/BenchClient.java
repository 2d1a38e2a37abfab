package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A simulated voter with a minimal implementation of HTTP, WebSocket (RFC 6455) and what the server
 * speaks over it. Parses messages in place; one read and at most one write a turn, without
 * allocation.
 */
final class BenchClient {
  private static final int PONG = 0x8A;
  private static final int MASKED = 0x80;
  private static final byte[] CHOICES = {'a', 'b', 'c', 'd'};

  private enum State {
    CONNECTING,
    UPGRADING,
    OPEN,
    CLOSED
  }

  private final SocketChannel channel;
  private final Outbox outbox;
  private final LoadGenerator load;
  private final Dialect dialect;
  private final int number;
  private ByteBuffer rest;
  private State state = State.CONNECTING;
  private OwnVotes votes;

  BenchClient(SocketChannel channel, Outbox outbox, LoadGenerator load, int number) {
    this.channel = channel;
    this.outbox = outbox;
    this.load = load;
    this.dialect = load.dialect();
    this.number = number;
  }

  void connected() throws IOException {
    state = State.UPGRADING;
    String request =
        "GET "
            + dialect.path()
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + load.target().port(number)
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + dialect.subprotocol()
            + "\r\n";
    outbox.send(load.out().put(request.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads the available bytes through a buffer shared by all clients, and answers them. */
  void read(ByteBuffer in) throws IOException {
    in.clear();
    if (rest != null) {
      in.put(rest);
      rest = null;
    }
    if (channel.read(in) < 0) {
      state = State.CLOSED;
      channel.close();
      load.closed();
      return;
    }
    load.arrived();
    in.flip();
    if (state == State.UPGRADING) {
      upgrade(in);
    }
    if (state == State.OPEN) {
      frames(in);
    }
    if (in.hasRemaining()) {
      rest = ByteBuffer.allocate(in.remaining()).put(in).flip();
    }
    turn();
  }

  private void upgrade(ByteBuffer in) {
    for (int i = in.position() + 3; i < in.limit(); i++) {
      if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
        in.position(i + 1);
        state = State.OPEN;
        dialect.hello(load.target(), number).forEach(this::sendText);
        if (!dialect.answersHello()) {
          joined();
        }
        return;
      }
    }
  }

  /** Handles each whole frame where it lies. */
  private void frames(ByteBuffer in) throws IOException {
    int at = in.position();
    int limit = in.limit();
    while (limit - at >= 2) {
      int length = in.get(at + 1) & 0x7F;
      int header = 2;
      if (length == 126) {
        if (limit - at < 4) {
          break;
        }
        length = in.getShort(at + 2) & 0xFFFF;
        header = 4;
      } else if (length == 127) {
        throw new IOException("A frame that is longer than any of the contract");
      }
      if (limit - at < header + length) {
        break;
      }
      int code = in.get(at) & 0x0F;
      if (code == 1) {
        dialect.read(this, in, at + header, length);
      } else if (code == 9) {
        load.out().put((byte) PONG).put((byte) MASKED).putInt(0);
      }
      at += header + length;
    }
    in.position(at);
  }

  void joined() {
    load.joined();
  }

  /** Whether the revision of a tally matters to this voter now. */
  boolean awaitsTallies() {
    return votes != null && votes.awaitTallies();
  }

  /** A tally, whose revision does not matter. */
  void tally() {
    load.tape().tallied();
  }

  /** A tally that holds all votes up to this one. */
  void tally(long rev) {
    load.tape().tallied();
    votes.tally(rev, load.now(), load.tape());
  }

  void ack(int vote, long rev) {
    votes.acked(vote, rev, load.now(), load.tape());
  }

  /** A vote was refused. */
  void failed() {
    load.tape().failed();
    if (votes != null) {
      votes.refused();
    }
  }

  /** Sends what has been written, and as many votes as the window has places for. */
  void turn() throws IOException {
    if (load.window() > 0 && load.isVoting(number)) {
      OwnVotes own = votes();
      int free = load.window() - own.inFlight();
      long now = free > 0 ? System.nanoTime() : 0;
      for (int i = 0; i < free; i++) {
        write(own, now);
      }
    }
    if (load.out().position() > 0) {
      outbox.send(load.out());
    }
  }

  /** Votes once, unless there are too many votes in flight; such a voter would only wait longer. */
  void vote() throws IOException {
    OwnVotes own = votes();
    if (!own.isFull()) {
      write(own, System.nanoTime());
      outbox.send(load.out());
    }
  }

  private void write(OwnVotes own, long now) {
    long order = load.voted();
    int id = dialect.acks() ? own.begin(now) : own.begin(now, order);
    load.voteFrame().write(load.out(), id, CHOICES[(number + id) % CHOICES.length]);
  }

  private OwnVotes votes() {
    if (votes == null) {
      votes = new OwnVotes(load.window());
    }
    return votes;
  }

  /** The socket takes more. */
  void resume() throws IOException {
    outbox.resume();
  }

  void sendText(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    VoteFrame.header(load.out(), payload.length);
    load.out().put(payload);
  }
}
