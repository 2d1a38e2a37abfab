package io.votehub.session;

import io.netty.buffer.ByteBuf;
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
final class PresenceRound {
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
  PresenceRound(ContextInternal context, Supplier<Session[]> members) {
    this.context = context;
    this.members = members;
  }

  void tell(int present) {
    newest = present;
    if (round == null) {
      begin();
    }
  }

  private void begin() {
    Session[] all = members.get();
    int present = newest;
    newest = null;
    if (all.length > 0) {
      round = all;
      next = 0;
      String text = Json.write(Messages.presence(present));
      frame = Outbound.encode(all[0].outbound().allocator(), text);
      turn();
    }
  }

  private void turn() {
    int end = Math.min(round.length, next + A_TURN);
    while (next < end) {
      round[next++].send(frame);
    }
    if (next < round.length) {
      Turn.afterReading(context, this::turn);
      return;
    }
    frame.release();
    round = null;
    if (newest != null) {
      Turn.afterReading(context, this::beginIfIdle);
    }
  }

  private void beginIfIdle() {
    if (round == null && newest != null) {
      begin();
    }
  }
}
