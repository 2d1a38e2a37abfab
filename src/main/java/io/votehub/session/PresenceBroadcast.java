package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.internal.ContextInternal;
import io.votehub.json.Json;
import io.votehub.protocol.Messages;
import java.util.function.Supplier;

/**
 * Tells the sessions of a room on this loop how many are present, some hundred in a turn: while a
 * hall comes in, the number changes every second, and ten thousand writes in one go would halt the
 * loop for a tenth of that. A number that comes while one goes round waits, and a newer takes its
 * place; the last one reaches everybody.
 */
final class PresenceBroadcast {
  static final int A_TURN = 256;

  private final ContextInternal context;
  private final Supplier<Session[]> members;

  /** Null while none waits. */
  private Integer newest;

  /** Null while nothing goes round. */
  private Session[] round;

  private ByteBuf frame;
  private int next;

  /**
   * @param members who is in the room when a number comes; who joins later is given it with the
   *     answer to the join
   */
  PresenceBroadcast(ContextInternal context, Supplier<Session[]> members) {
    this.context = context;
    this.members = members;
  }

  void tell(int present) {
    boolean idle = newest == null && round == null;
    newest = present;
    if (idle) {
      turn();
    }
  }

  private void turn() {
    if (round == null) {
      begin();
    }
    int end = Math.min(round.length, next + A_TURN);
    while (next < end) {
      round[next++].send(frame);
    }
    if (next == round.length) {
      frame.release();
      round = null;
    }
    if (round != null || newest != null) {
      EventLoops.yieldToIo(context, this::turn);
    }
  }

  private void begin() {
    round = members.get();
    next = 0;
    frame = FrameWriter.encode(ByteBufAllocator.DEFAULT, Json.write(Messages.presence(newest)));
    newest = null;
  }
}
