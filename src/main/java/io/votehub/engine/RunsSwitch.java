package io.votehub.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.Membership;
import io.votehub.store.mongo.MongoStore;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the store write ballots in runs once no instance is left that could not read them. On a
 * database of an older version this is so when the last instance of that version is gone: none of
 * them starts again, for the schema is newer than it knows. One that has fallen silent counts until
 * the cluster forgets it.
 */
final class RunsSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(RunsSwitch.class);

  /** Longer than an instance takes from its look at the schema to its first heartbeat. */
  static final long LOOK_INTERVAL_MS = 5_000;

  /** An instance that was starting at the first look is seen at the second. */
  private static final int LOOKS = 2;

  private final Vertx vertx;
  private final MongoStore store;
  private final Supplier<Future<List<Membership.Seen>>> members;
  private final long intervalMs;
  private int found;
  private volatile long timer = -1;
  private volatile boolean stopped;

  RunsSwitch(Vertx vertx, MongoStore store, Supplier<Future<List<Membership.Seen>>> members) {
    this(vertx, store, members, LOOK_INTERVAL_MS);
  }

  /**
   * @param intervalMs after how long the members are looked at again, in milliseconds
   */
  RunsSwitch(
      Vertx vertx,
      MongoStore store,
      Supplier<Future<List<Membership.Seen>>> members,
      long intervalMs) {
    this.vertx = vertx;
    this.store = store;
    this.members = members;
    this.intervalMs = intervalMs;
  }

  /** Looks at the members until all of them read runs. */
  void start() {
    if (!stopped && !store.writesRuns()) {
      timer = vertx.setTimer(intervalMs, due -> look());
    }
  }

  private void look() {
    members
        .get()
        .map(seen -> !seen.isEmpty() && seen.stream().allMatch(RunsSwitch::readsRuns))
        .compose(
            all -> {
              found = all ? found + 1 : 0;
              return found < LOOKS ? Future.succeededFuture() : store.writeRuns();
            })
        .onFailure(
            fault -> {
              found = 0;
              LOG.debug("Whether all instances read ballots in runs is not known", fault);
            })
        .onComplete(looked -> start());
  }

  private static boolean readsRuns(Membership.Seen member) {
    return MongoStore.readsRuns(SchemaReport.version(member.what()));
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }
}
