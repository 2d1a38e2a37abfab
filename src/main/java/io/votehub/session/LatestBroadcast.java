package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.internal.ContextInternal;
import io.votehub.json.Json;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Broadcasts messages of which only the newest matters, such as the number of voters present, to
 * the sessions of a room on this loop, in slices: ten thousand writes at once would block the loop
 * for a tenth of a second. A message that arrives during a broadcast waits for its end and is
 * replaced by a newer one; the last one reaches every receiver.
 */
final class LatestBroadcast {
  static final int SLICE = 256;

  private final ContextInternal context;
  private final Supplier<Session[]> members;
  private final Predicate<Session> receivers;

  /** Null unless a message waits. */
  private Map<String, Object> pending;

  /** Null unless a broadcast is in progress. */
  private Session[] sessions;

  private ByteBuf frame;
  private int next;

  /**
   * @param members supplies the sessions in the room; those that join later are not told
   * @param receivers who of them is told
   */
  LatestBroadcast(
      ContextInternal context, Supplier<Session[]> members, Predicate<Session> receivers) {
    this.context = context;
    this.members = members;
    this.receivers = receivers;
  }

  void send(Map<String, Object> message) {
    boolean idle = pending == null && sessions == null;
    pending = message;
    if (idle) {
      sendSlice();
    }
  }

  private void sendSlice() {
    if (sessions == null) {
      begin();
    }
    int end = Math.min(sessions.length, next + SLICE);
    while (next < end) {
      Session session = sessions[next++];
      if (receivers.test(session)) {
        session.messages().sendBounded(frame);
      }
    }
    if (next == sessions.length) {
      frame.release();
      sessions = null;
    }
    if (sessions != null || pending != null) {
      EventLoops.yieldToIo(context, this::sendSlice);
    }
  }

  private void begin() {
    sessions = members.get();
    next = 0;
    frame = FrameWriter.encode(ByteBufAllocator.DEFAULT, Json.write(pending));
    pending = null;
  }
}
