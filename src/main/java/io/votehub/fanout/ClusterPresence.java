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
 * How many voters each room has over all instances: each tells its own number when it changes and
 * every few seconds, and the others add up what they heard lately. One that died is forgotten
 * within ten seconds. Safe from any thread.
 */
final class ClusterPresence {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);
  private static final long TELL_AGAIN_MS = 3000;
  private static final long HOLDS_MS = 8000;
  private static final long LOOK_MS = 1000;

  private record Said(int voters, long atNanos) {}

  private final RedisLink redis;
  private final RoomChannel channels;
  private final String instance;
  private final Presence local;
  private final ObjIntConsumer<String> tell;
  private final Script present = Script.of(ClusterPresence.class, "present.lua");
  private final Script whoIsPresent = Script.of(ClusterPresence.class, "who-is-present.lua");
  private final Set<String> mine = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, Map<String, Said>> others = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Integer> told = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private long again = -1;
  private long looks = -1;

  /**
   * @param tell takes a room's code and the number of its voters, at most once a second for each
   */
  ClusterPresence(Vertx vertx, RedisLink redis, String instance, ObjIntConsumer<String> tell) {
    this.vertx = vertx;
    this.redis = redis;
    this.channels = new RoomChannel(redis.keyspace());
    this.instance = instance;
    this.tell = tell;
    this.local = new Presence(vertx, this::say);
  }

  void start() {
    again =
        vertx.setPeriodic(
            TELL_AGAIN_MS, timer -> mine.forEach(room -> say(room, local.present(room))));
    looks = vertx.setPeriodic(LOOK_MS, timer -> others.keySet().forEach(this::look));
  }

  /** Takes this instance's voters out of all rooms. */
  Future<Void> stop() {
    vertx.cancelTimer(again);
    vertx.cancelTimer(looks);
    return Future.join(mine.stream().map(room -> write(room, 0)).toList())
        .<Void>mapEmpty()
        .recover(
            fault -> {
              LOG.debug("The others will find out by our silence", fault);
              return Future.succeededFuture();
            });
  }

  boolean enter(String room, String voter) {
    return local.enter(room, voter);
  }

  boolean leave(String room, String voter) {
    return local.leave(room, voter);
  }

  /** The voters of this instance alone. */
  Presence local() {
    return local;
  }

  /** How many rooms have a voter on this instance. */
  int rooms() {
    return local.rooms();
  }

  /** The voters of a room, as far as is known here. */
  int present(String room) {
    return local.present(room) + sum(others.getOrDefault(room, Map.of()));
  }

  private static int sum(Map<String, Said> said) {
    long now = System.nanoTime();
    return said.values().stream()
        .filter(each -> now - each.atNanos < TimeUnit.MILLISECONDS.toNanos(HOLDS_MS))
        .mapToInt(Said::voters)
        .sum();
  }

  /** Begins to add up what others say of a room. */
  void follow(String room) {
    others.computeIfAbsent(room, code -> new ConcurrentHashMap<>());
    ask(room)
        .onSuccess(said -> said.forEach((who, voters) -> heard(room, who, voters)))
        .onFailure(fault -> LOG.debug("Who is in a room is not known yet", fault));
  }

  void unfollow(String room) {
    others.remove(room);
    told.remove(room);
  }

  void heard(String room, String from, int voters) {
    Map<String, Said> said = others.get(room);
    if (said != null && !from.equals(instance)) {
      said.put(from, new Said(voters, System.nanoTime()));
    }
  }

  /** Tells of a room if its number has changed, among others because an instance is silent. */
  private void look(String room) {
    int now = present(room);
    Integer before = told.put(room, now);
    if (before == null || before != now) {
      tell.accept(room, now);
    }
  }

  private void say(String room, int voters) {
    if (voters > 0) {
      mine.add(room);
    } else {
      mine.remove(room);
    }
    write(room, voters).onFailure(fault -> LOG.debug("Presence could not be told", fault));
  }

  private Future<Void> write(String room, int voters) {
    String message = RoomChannel.write(new RoomChannel.Present(instance, voters));
    List<String> args =
        List.of(
            instance,
            Integer.toString(voters),
            channels.name(room),
            message,
            Long.toString(2 * HOLDS_MS / 1000));
    return redis.run(present, key(room), args).mapEmpty();
  }

  /** The voters of a room on all instances. */
  Future<Integer> askPresent(String room) {
    return ask(room)
        .map(
            said -> {
              said.put(instance, local.present(room));
              return said.values().stream().mapToInt(Integer::intValue).sum();
            });
  }

  private Future<Map<String, Integer>> ask(String room) {
    return redis
        .run(whoIsPresent, key(room), List.of(Long.toString(HOLDS_MS / 1000)))
        .map(
            flat -> {
              Map<String, Integer> said = new HashMap<>();
              for (int i = 0; i < flat.size(); i += 2) {
                Response voters = flat.get(i + 1);
                said.put(flat.get(i).toString(), voters.toInteger());
              }
              return said;
            });
  }

  private List<String> key(String room) {
    return List.of(redis.keyspace().key(room, "present"));
  }
}
