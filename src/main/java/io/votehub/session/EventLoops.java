package io.votehub.session;

import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** Splits long work on an event loop into slices. */
final class EventLoops {
  /** After how many messages the clock is looked at. */
  static final int CHECK_INTERVAL = 32;

  private EventLoops() {}

  /**
   * Whether a slice is over, which is looked at every {@value #CHECK_INTERVAL} messages.
   *
   * @param until its end, as {@link System#nanoTime()}
   * @param sent the number of messages so far
   */
  static boolean isOver(long until, int sent) {
    return sent % CHECK_INTERVAL == 0 && isOver(until);
  }

  /**
   * Whether a slice is over. Threads that wait for this core run first: where a hub has one core,
   * the store's writer would wait for the end of this thread's turn, some milliseconds, at each
   * step of a commit.
   *
   * @param until its end, as {@link System#nanoTime()}
   */
  @SuppressWarnings("ThreadPriorityCheck") // a hint, on which nothing but the time of acks depends
  static boolean isOver(long until) {
    Thread.yield();
    return System.nanoTime() > until;
  }

  /**
   * Runs the next step after the event loop has polled for I/O. A task that is merely submitted
   * would run before that: the loop drains its task queue first, for up to a second. A scheduled
   * task that is due runs after the poll.
   */
  static void yieldToIo(ContextInternal context, Runnable step) {
    context.nettyEventLoop().schedule(() -> context.dispatch(step), 1, TimeUnit.NANOSECONDS);
  }
}
