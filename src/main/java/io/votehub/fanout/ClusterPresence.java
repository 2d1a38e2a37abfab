package io.votehub.fanout;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import io.votehub.redis.RedisLink;
import io.votehub.redis.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the voters of each room over all instances: each instance reports its own number when it
 * changes and every few seconds, and adds up the recent reports of the others. A crashed instance
 * is forgotten within ten seconds. Safe from any thread.
 */
final class ClusterPresence {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);
  private static final long REPORT_EVERY_MS = 3000;
  private static final long VALID_MS = 8000;
  private static final long CHECK_EVERY_MS = 1000;

  private record Report(int voters, long atNanos) {}

  private final RedisLink redis;
  private final RoomChannel channels;
  private final String instance;
  private final Presence local;
  private final ObjIntConsumer<String> tell;
  private final Script present = Script.of(ClusterPresence.class, "present.lua");
  private final Script whoIsPresent = Script.of(ClusterPresence.class, "who-is-present.lua");
  private final Set<String> roomsHere = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, Map<String, Report>> others = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Integer> told = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private long reportTimer = -1;
  private long checkTimer = -1;

  /**
   * @param tell called with a room's code and the number of its voters, at most once a second for
   *     each room
   */
  ClusterPresence(Vertx vertx, RedisLink redis, String instance, ObjIntConsumer<String> tell) {
    this.vertx = vertx;
    this.redis = redis;
    this.channels = new RoomChannel(redis.keyspace());
    this.instance = instance;
    this.tell = tell;
    this.local = new Presence(vertx, this::report);
  }

  void start() {
    reportTimer =
        vertx.setPeriodic(
            REPORT_EVERY_MS, timer -> roomsHere.forEach(room -> report(room, local.present(room))));
    checkTimer =
        vertx.setPeriodic(CHECK_EVERY_MS, timer -> others.keySet().forEach(this::publishIfChanged));
  }

  /** Removes this instance's voters from all rooms. */
  Future<Void> stop() {
    vertx.cancelTimer(reportTimer);
    vertx.cancelTimer(checkTimer);
    return Future.join(roomsHere.stream().map(room -> write(room, 0)).toList())
        .<Void>mapEmpty()
        .recover(
            fault -> {
              LOG.debug("Presence was not removed; it expires", fault);
              return Future.succeededFuture();
            });
  }

  boolean enter(String room, String voter) {
    return local.enter(room, voter);
  }

  boolean leave(String room, String voter) {
    return local.leave(room, voter);
  }

  /** The presence of this instance's voters only. */
  Presence local() {
    return local;
  }

  /** The number of rooms that have a voter on this instance. */
  int rooms() {
    return local.rooms();
  }

  /** The number of voters of a room, as far as it is known here. */
  int present(String room) {
    return local.present(room) + sum(others.getOrDefault(room, Map.of()));
  }

  private static int sum(Map<String, Report> reports) {
    long now = System.nanoTime();
    return reports.values().stream()
        .filter(each -> now - each.atNanos < TimeUnit.MILLISECONDS.toNanos(VALID_MS))
        .mapToInt(Report::voters)
        .sum();
  }

  /** Starts to collect the reports of a room. */
  void follow(String room) {
    others.computeIfAbsent(room, code -> new ConcurrentHashMap<>());
    ask(room)
        .onSuccess(reports -> reports.forEach((who, voters) -> received(room, who, voters)))
        .onFailure(fault -> LOG.debug("The presence of a room could not be read yet", fault));
  }

  void unfollow(String room) {
    others.remove(room);
    told.remove(room);
  }

  void received(String room, String from, int voters) {
    Map<String, Report> reports = others.get(room);
    if (reports != null && !from.equals(instance)) {
      reports.put(from, new Report(voters, System.nanoTime()));
    }
  }

  /**
   * Publishes the number of a room if it has changed, for instance because an instance fell silent.
   */
  private void publishIfChanged(String room) {
    int now = present(room);
    Integer before = told.put(room, now);
    if (before == null || before != now) {
      tell.accept(room, now);
    }
  }

  private void report(String room, int voters) {
    if (voters > 0) {
      roomsHere.add(room);
    } else {
      roomsHere.remove(room);
    }
    write(room, voters).onFailure(fault -> LOG.debug("Presence could not be reported", fault));
  }

  private Future<Void> write(String room, int voters) {
    String message = RoomChannel.write(new RoomChannel.Present(instance, voters));
    List<String> args =
        List.of(
            instance,
            Integer.toString(voters),
            channels.name(room),
            message,
            Long.toString(2 * VALID_MS / 1000));
    return redis.run(present, key(room), args).mapEmpty();
  }

  /** The number of voters of a room on all instances. */
  Future<Integer> askPresent(String room) {
    return ask(room)
        .map(
            reports -> {
              reports.put(instance, local.present(room));
              return reports.values().stream().mapToInt(Integer::intValue).sum();
            });
  }

  /** How many voters of the room each instance has reported lately. */
  Future<Map<String, Integer>> ask(String room) {
    return redis
        .run(whoIsPresent, key(room), List.of(Long.toString(VALID_MS / 1000)))
        .map(
            flat -> {
              Map<String, Integer> reports = new HashMap<>();
              for (int i = 0; i < flat.size(); i += 2) {
                Response voters = flat.get(i + 1);
                reports.put(flat.get(i).toString(), voters.toInteger());
              }
              return reports;
            });
  }

  private List<String> key(String room) {
    return List.of(redis.keyspace().key(room, "present"));
  }
}
