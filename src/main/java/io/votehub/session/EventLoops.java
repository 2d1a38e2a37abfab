package io.votehub.session;

import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** Splits long work on an event loop into slices. */
final class EventLoops {
  private EventLoops() {}

  /**
   * Whether a slice is over. Threads that wait for this core run before the answer: where a hub has
   * one core, the store's writer would wait for the end of this thread's turn, some milliseconds,
   * at each step of a commit.
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
