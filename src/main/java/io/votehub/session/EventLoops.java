package io.votehub.session;

import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** How work that takes several turns of an event loop goes on. */
final class EventLoops {
  private EventLoops() {}

  /**
   * Does the next step once the loop has read what has come. A task that is merely queued would run
   * before the loop looks at its sockets again: the loop works its queue off first, for up to a
   * second. One that is due comes after the look.
   */
  static void yieldToIo(ContextInternal context, Runnable step) {
    context.nettyEventLoop().schedule(() -> context.dispatch(step), 1, TimeUnit.NANOSECONDS);
  }
}
