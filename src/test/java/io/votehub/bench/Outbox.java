package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * What one client sends: everything of a turn in one system call. What the socket does not take
 * waits here until it does, while other clients go on.
 */
final class Outbox {
  private final SocketChannel channel;
  private final SelectionKey key;
  private ByteBuffer waiting;

  Outbox(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  /**
   * Sends what was written to a buffer, and empties the buffer.
   *
   * @param turn shared by all clients
   */
  void send(ByteBuffer turn) throws IOException {
    turn.flip();
    if (waiting != null) {
      waiting = joined(waiting, turn);
    } else if (turn.hasRemaining()) {
      channel.write(turn);
      if (turn.hasRemaining()) {
        waiting = joined(ByteBuffer.allocate(0), turn);
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
    }
    turn.clear();
  }

  /** The socket takes more. */
  void resume() throws IOException {
    if (waiting != null) {
      channel.write(waiting);
      if (!waiting.hasRemaining()) {
        waiting = null;
      }
    }
    if (waiting == null) {
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
    return both.put(first).put(second).flip();
  }
}
