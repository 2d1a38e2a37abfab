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
 * The members of the cluster: every instance sends a heartbeat once a second, timed by Redis's
 * clock. A crashed instance stays in the list, with the time of its last heartbeat, until it is
 * forgotten.
 *
 * <p>An instance id belongs to one process at a time, because presence is summed by instance: a
 * process that finds its id in use does not join, and reports it if it had joined before. A process
 * that has been silent for {@link #GONE_MS} counts as gone, and its id may be taken over; if it ran
 * on the same machine and has ended, at once. Safe from any thread.
 */
public final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final long HEARTBEAT_MS = 1000;
  private static final long FORGET_MS = 10 * 60 * 1000;

  /** Three missed heartbeats. */
  private static final long GONE_MS = 3 * HEARTBEAT_MS;

  private static final long RETRY_MS = HEARTBEAT_MS / 4;

  /**
   * The last heartbeat of an instance.
   *
   * @param what the instance's description of itself
   * @param seenAt the time of the heartbeat, UTC milliseconds by Redis's clock
   * @param agoMs its age
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
  private long timer = -1;
  private volatile boolean taken;

  /**
   * @param instance this instance's id
   * @param self supplies the description of this instance; not empty
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
   * Joins the cluster. Waits until a crashed process with the same id counts as gone, unless it is
   * known to have ended; fails if a live process has the id.
   */
  public Future<Void> start() {
    return claim(Optional.empty())
        .onSuccess(joined -> timer = vertx.setPeriodic(HEARTBEAT_MS, tick -> heartbeat()));
  }

  /**
   * @param before the last heartbeat of the other process at the previous attempt, if there was one
   */
  private Future<Void> claim(Optional<String> before) {
    return heartbeat(self.get(), "")
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
                              : vertx.timer(RETRY_MS).compose(waited -> claim(other)));
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

  /** Takes over the id of a process that has ended, unless another one was faster. */
  private Future<Void> takeOver(String ended) {
    return heartbeat(self.get(), ended)
        .compose(other -> other.isEmpty() ? Future.succeededFuture() : claim(other));
  }

  private String inUse() {
    return "The instance.id "
        + instance
        + " is in use: another hub runs under that name on this Redis. Give each instance a name of"
        + " its own, or none; hubs that are not one need a redis.prefix each";
  }

  /** Sends a heartbeat now, because the description of this instance has changed. */
  public Future<Void> heartbeat() {
    return heartbeat(self.get(), "").onSuccess(other -> note(other.isPresent())).mapEmpty();
  }

  private void note(boolean now) {
    if (now && !taken) {
      LOG.error("{}. This instance is not ready until the other one is gone", inUse());
    } else if (taken && !now) {
      LOG.info("The instance.id {} is no longer used by another instance", instance);
    }
    taken = now;
  }

  /** Fails while another process has this instance's id. */
  public Future<Void> check() {
    return taken
        ? Future.failedFuture(
            Refusal.of(ErrorCode.UNAVAILABLE, "Another instance runs under the same instance.id"))
        : Future.succeededFuture();
  }

  /** Leaves the cluster. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return heartbeat("", "").mapEmpty();
  }

  /**
   * Sends a heartbeat.
   *
   * @param ended the token of a process that has ended; empty if none is known
   * @return the time of the last heartbeat of another process with this id, and its token; empty if
   *     there is none
   */
  private Future<Optional<String>> heartbeat(String what, String ended) {
    return redis
        .run(tell, key, List.of(instance, what, token, Long.toString(GONE_MS), ended))
        .map(answer -> Optional.ofNullable(answer).map(Object::toString))
        .recover(
            fault -> {
              LOG.debug("The heartbeat could not be sent", fault);
              return Future.succeededFuture(Optional.empty());
            });
  }

  /** All instances that were seen lately, this one included. */
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
