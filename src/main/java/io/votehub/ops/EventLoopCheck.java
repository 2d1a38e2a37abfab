package io.votehub.ops;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Health check of the event loops: a blocked one serves none of its connections. */
public final class EventLoopCheck {
  private final Iterable<EventExecutor> loops;

  public EventLoopCheck(Vertx vertx) {
    this.loops = ((VertxInternal) vertx).nettyEventLoopGroup();
  }

  /**
   * Completes once every event loop has run a task, with {@code {"loops", "lagMs"}}: their number
   * and the delay of the slowest. Does not complete while one is blocked.
   */
  public Future<Map<String, Object>> check() {
    List<Future<Long>> turns = new ArrayList<>();
    for (EventExecutor loop : loops) {
      Promise<Long> turn = Promise.promise();
      long asked = System.nanoTime();
      loop.execute(() -> turn.complete(System.nanoTime() - asked));
      turns.add(turn.future());
    }
    return Future.all(turns)
        .map(
            all -> {
              long slowest = turns.stream().mapToLong(Future::result).max().orElse(0);
              return Map.of("loops", turns.size(), "lagMs", slowest / 1_000_000);
            });
  }
}
