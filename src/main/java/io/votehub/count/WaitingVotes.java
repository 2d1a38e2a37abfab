package io.votehub.count;

import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The polls of this instance on which votes wait for their voters' turn, so that whoever ends such
 * a poll can have them counted first. Safe from any thread.
 */
public final class WaitingVotes {
  /** A store that is stuck must not keep a poll open; who waits then is told that it closed. */
  private static final long COUNTED_WITHIN_MS = 500;

  private final ConcurrentHashMap<String, Supplier<Future<Void>>> polls = new ConcurrentHashMap<>();

  /**
   * Votes wait on the poll from now on.
   *
   * @param count counts all that wait at that moment; called from any thread
   */
  void begin(String poll, Supplier<Future<Void>> count) {
    polls.put(poll, count);
  }

  /** None waits on the poll any more. */
  void end(String poll) {
    polls.remove(poll);
  }

  /** Has the votes counted that wait on the poll; never fails, and takes half a second at most. */
  public Future<Void> count(String poll) {
    Supplier<Future<Void>> count = polls.get(poll);
    return count == null
        ? Future.succeededFuture()
        : count.get().timeout(COUNTED_WITHIN_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
