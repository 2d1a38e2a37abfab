package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.internal.ContextInternal;
import io.votehub.json.Json;
import io.votehub.protocol.Messages;
import java.util.function.Supplier;

/**
 * Broadcasts the number of voters present to the sessions of a room on this loop, in slices: while
 * an audience arrives the number changes every second, and ten thousand writes at once would block
 * the loop for a tenth of that. A number that arrives during a broadcast waits for its end and is
 * replaced by a newer one; the last number reaches every session.
 */
final class PresenceBroadcast {
  static final int SLICE = 256;

  private final ContextInternal context;
  private final Supplier<Session[]> members;

  /** Null unless a number waits. */
  private Integer pending;

  /** Null unless a broadcast is in progress. */
  private Session[] receivers;

  private ByteBuf frame;
  private int next;

  /**
   * @param members supplies the sessions in the room; those that join later get the number with the
   *     answer to the join
   */
  PresenceBroadcast(ContextInternal context, Supplier<Session[]> members) {
    this.context = context;
    this.members = members;
  }

  void send(int present) {
    boolean idle = pending == null && receivers == null;
    pending = present;
    if (idle) {
      sendSlice();
    }
  }

  private void sendSlice() {
    if (receivers == null) {
      begin();
    }
    int end = Math.min(receivers.length, next + SLICE);
    while (next < end) {
      receivers[next++].messages().sendBounded(frame);
    }
    if (next == receivers.length) {
      frame.release();
      receivers = null;
    }
    if (receivers != null || pending != null) {
      EventLoops.yieldToIo(context, this::sendSlice);
    }
  }

  private void begin() {
    receivers = members.get();
    next = 0;
    frame = FrameWriter.encode(ByteBufAllocator.DEFAULT, Json.write(Messages.presence(pending)));
    pending = null;
  }
}
