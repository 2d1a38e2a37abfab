package io.votehub.fanout;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.redis.RedisLink;
import io.votehub.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the cluster: every instance tells of itself once a second, by Redis's clock. One that
 * died stays in the list, with the time at which it was last seen, until it is forgotten. Safe from
 * any thread.
 */
public final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final long TELL_EVERY_MS = 1000;
  private static final long FORGET_MS = 10 * 60 * 1000;

  /**
   * What an instance told.
   *
   * @param what its own words
   * @param seenAt when it told so, UTC milliseconds by Redis's clock
   * @param agoMs how long ago that was
   */
  public record Seen(String what, long seenAt, long agoMs) {}

  private final Vertx vertx;
  private final RedisLink redis;
  private final List<String> key;
  private final String instance;
  private final Supplier<String> self;
  private final Script tell = Script.of(Membership.class, "tell.lua");
  private final Script members = Script.of(Membership.class, "members.lua");
  private long telling = -1;

  /**
   * @param instance this instance's id
   * @param self what this instance tells now; not empty
   */
  public Membership(Vertx vertx, RedisLink redis, String instance, Supplier<String> self) {
    this.vertx = vertx;
    this.redis = redis;
    this.key = List.of(redis.keyspace().key("instances"));
    this.instance = instance;
    this.self = self;
  }

  /** Joins the cluster. */
  public Future<Void> start() {
    telling = vertx.setPeriodic(TELL_EVERY_MS, timer -> tell());
    return tell();
  }

  /** Tells of this instance at once, because it has changed. */
  public Future<Void> tell() {
    return say(self.get());
  }

  /** Leaves the cluster. */
  public Future<Void> stop() {
    vertx.cancelTimer(telling);
    return say("");
  }

  private Future<Void> say(String what) {
    return redis
        .run(tell, key, List.of(instance, what))
        .<Void>mapEmpty()
        .recover(
            fault -> {
              LOG.debug("The cluster could not be told", fault);
              return Future.succeededFuture();
            });
  }

  /** All instances that were seen lately, this one among them. */
  public Future<List<Seen>> members() {
    return redis
        .run(members, key, List.of(Long.toString(FORGET_MS)))
        .map(
            answer -> {
              long now = answer.get(0).toLong();
              List<Seen> seen = new ArrayList<>();
              for (int i = 1; i < answer.size(); i++) {
                String[] parts = answer.get(i).toString().split(" ", 2);
                long at = Long.parseLong(parts[0]);
                seen.add(new Seen(parts[1], at, now - at));
              }
              return seen;
            });
  }
}
