package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Sends one message about questions from the floor to many sessions of this loop, in slices of a
 * few milliseconds, between which the loop polls for I/O. A receiver that is slow is told later
 * what it missed. Confined to one event loop.
 */
final class EntriesRound {
  private final ContextInternal context;
  private final Runnable done;
  private Session[] receivers = new Session[0];
  private ByteBuf frame;
  private String poll;
  private long since;
  private int next;

  /**
   * @param done called at the end of each round
   */
  EntriesRound(ContextInternal context, Runnable done) {
    this.context = context;
    this.done = done;
  }

  boolean isRunning() {
    return frame != null;
  }

  /**
   * Begins a round; none may be running.
   *
   * @param changesBefore how many changes of the board the receivers know of
   */
  void begin(
      String pollId,
      String message,
      long changesBefore,
      Session[] members,
      Predicate<Session> audience) {
    poll = pollId;
    since = changesBefore;
    receivers = Arrays.stream(members).filter(audience).toArray(Session[]::new);
    frame = FrameWriter.encode(ByteBufAllocator.DEFAULT, message);
    next = 0;
    sendSlice();
  }

  private void sendSlice() {
    if (frame == null) {
      return;
    }
    long until = System.nanoTime() + TallyBroadcast.SLICE_NANOS;
    while (next < receivers.length) {
      receivers[next++].sendEntries(frame, poll, since);
      if (EventLoops.isOver(until, next)) {
        EventLoops.yieldToIo(context, this::sendSlice);
        return;
      }
    }
    cancel();
    done.run();
  }

  /** Ends a running round; who was not served yet is not. */
  void cancel() {
    if (frame != null) {
      frame.release();
      frame = null;
      receivers = new Session[0];
    }
  }
}
