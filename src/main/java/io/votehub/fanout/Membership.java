package io.votehub.fanout;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.redis.RedisLink;
import io.votehub.redis.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the cluster: every instance tells of itself once a second, by Redis's clock. One that
 * died stays in the list, with the time at which it was last seen, until it is forgotten.
 *
 * <p>A name belongs to one process at a time, because presence adds up by name: who finds another
 * one alive under its name does not join, and says so if it was there before. A process that has
 * been silent for {@link #GONE_MS} counts as gone, and its name may be taken; one of the same
 * machine that has ended, at once. Safe from any thread.
 */
public final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final long TELL_EVERY_MS = 1000;
  private static final long FORGET_MS = 10 * 60 * 1000;

  /** Three times silent. */
  private static final long GONE_MS = 3 * TELL_EVERY_MS;

  private static final long LOOK_AGAIN_MS = TELL_EVERY_MS / 4;

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
  private final String token;
  private final Supplier<String> self;
  private final Script tell = Script.of(Membership.class, "tell.lua");
  private final Script members = Script.of(Membership.class, "members.lua");
  private long telling = -1;
  private volatile boolean taken;

  /**
   * @param instance this instance's id
   * @param self what this instance tells now; not empty
   */
  public Membership(Vertx vertx, RedisLink redis, String instance, Supplier<String> self) {
    this.vertx = vertx;
    this.redis = redis;
    this.key = List.of(redis.keyspace().key("instances"));
    this.instance = instance;
    this.token = ProcessIdentity.ofThisProcess().toString();
    this.self = self;
  }

  /**
   * Joins the cluster. Waits until a process that died under the same name counts as gone, unless
   * it can be seen to have ended; fails if one that lives has it.
   */
  public Future<Void> start() {
    return claim(Optional.empty())
        .onSuccess(joined -> telling = vertx.setPeriodic(TELL_EVERY_MS, timer -> tell()));
  }

  /**
   * @param before the other, if there was one at the last look, and when it last told of itself
   */
  private Future<Void> claim(Optional<String> before) {
    return say(self.get(), "")
        .compose(
            other -> {
              if (other.isEmpty()) {
                return Future.succeededFuture();
              }
              if (before.isPresent() && !before.equals(other)) {
                return Future.failedFuture(new IOException(inUse()));
              }
              return hasEnded(other.get())
                  .compose(
                      ended ->
                          ended
                              ? takeOver(token(other.get()))
                              : vertx.timer(LOOK_AGAIN_MS).compose(waited -> claim(other)));
            });
  }

  private static String token(String other) {
    return other.substring(other.indexOf(' ') + 1);
  }

  private Future<Boolean> hasEnded(String other) {
    return vertx.executeBlocking(
        () -> ProcessIdentity.read(token(other)).filter(ProcessIdentity::hasEnded).isPresent(),
        false);
  }

  /** Nobody else may have been faster. */
  private Future<Void> takeOver(String ended) {
    return say(self.get(), ended)
        .compose(other -> other.isEmpty() ? Future.succeededFuture() : claim(other));
  }

  private String inUse() {
    return "The instance.id "
        + instance
        + " is in use: another hub runs under that name on this Redis. Give each instance a name of"
        + " its own, or none; hubs that are not one need a redis.prefix each";
  }

  /** Tells of this instance at once, because it has changed. */
  public Future<Void> tell() {
    return say(self.get(), "").onSuccess(other -> note(other.isPresent())).mapEmpty();
  }

  private void note(boolean now) {
    if (now && !taken) {
      LOG.error("{}. This one is not ready until that one is gone", inUse());
    } else if (taken && !now) {
      LOG.info("The instance.id {} is this instance's alone again", instance);
    }
    taken = now;
  }

  /** Fails while another process has this instance's name. */
  public Future<Void> check() {
    return taken
        ? Future.failedFuture(
            Refusal.of(ErrorCode.UNAVAILABLE, "Another instance runs under the same instance.id"))
        : Future.succeededFuture();
  }

  /** Leaves the cluster. */
  public Future<Void> stop() {
    vertx.cancelTimer(telling);
    return say("", "").mapEmpty();
  }

  /**
   * When another process last told of itself under this name, and its token; nothing if none does.
   *
   * @param ended the token of one that has ended
   */
  private Future<Optional<String>> say(String what, String ended) {
    return redis
        .run(tell, key, List.of(instance, what, token, Long.toString(GONE_MS), ended))
        .map(answer -> Optional.ofNullable(answer).map(Object::toString))
        .recover(
            fault -> {
              LOG.debug("The cluster could not be told", fault);
              return Future.succeededFuture(Optional.empty());
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
                String[] parts = answer.get(i).toString().split(" ", 3);
                if (parts.length == 3) {
                  long at = Long.parseLong(parts[0]);
                  seen.add(new Seen(parts[2], at, now - at));
                }
              }
              return seen;
            });
  }
}
