package io.votehub.count;

import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The polls of this instance that have votes delayed by the rate limit, so that whoever ends such a
 * poll can have them counted first. Safe from any thread.
 */
public final class WaitingVotes {
  /** A store that hangs must not keep a poll open; the voters are then told that it closed. */
  private static final long MAX_WAIT_MS = 500;

  private final ConcurrentHashMap<String, Supplier<Future<Void>>> polls = new ConcurrentHashMap<>();

  /**
   * Registers a poll that has delayed votes.
   *
   * @param count counts all votes that are delayed at that moment; called from any thread
   */
  void begin(String poll, Supplier<Future<Void>> count) {
    polls.put(poll, count);
  }

  /** Removes a poll that has no delayed votes any more. */
  void end(String poll) {
    polls.remove(poll);
  }

  /**
   * Completes once the poll's delayed votes are counted, after half a second at most; never fails.
   */
  public Future<Void> count(String poll) {
    Supplier<Future<Void>> count = polls.get(poll);
    return count == null
        ? Future.succeededFuture()
        : count.get().timeout(MAX_WAIT_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
