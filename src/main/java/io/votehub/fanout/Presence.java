package io.votehub.fanout;

import io.vertx.core.Vertx;
import io.votehub.poll.JoinCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;

/**
 * Counts the voters of each room with a connection to this instance: a voter with fifty tabs counts
 * once. Publishes changes at most once a second for each room, less often where it is large, and
 * always the last one.
 */
final class Presence {
  private static final long PUBLISH_EVERY_MS = 1000;

  /**
   * Somebody always comes or goes in a large hall, and all of it is told: at most 2,500 messages a
   * second, until this pause is reached.
   */
  private static final long LONGEST_PAUSE_MS = 6000;

  private static final int MESSAGES_PER_SECOND = 2500;

  /** Batches those who join together. */
  private static final long FIRST_AFTER_MS = 50;

  /**
   * The connections of a room by voter; accessed only inside {@link ConcurrentHashMap#compute} of
   * its key, which is its lock.
   */
  private static final class Attendance {
    final Map<String, Integer> connections = new HashMap<>();
    int published;
    boolean waiting;
  }

  private final Vertx vertx;
  private final ObjIntConsumer<String> tell;
  private final ConcurrentHashMap<String, Attendance> rooms = new ConcurrentHashMap<>();

  /** Voters with more than one connection here. */
  private final Set<String> several = ConcurrentHashMap.newKeySet();

  /**
   * @param tell called with a room's code and the number of its voters
   */
  Presence(Vertx vertx, ObjIntConsumer<String> tell) {
    this.vertx = vertx;
    this.tell = tell;
  }

  /**
   * Adds a connection.
   *
   * @return whether the voter has another connection here
   */
  boolean enter(String room, String voter) {
    int[] now = new int[1];
    rooms.compute(
        room,
        (code, known) -> {
          Attendance attendance = known == null ? new Attendance() : known;
          now[0] = attendance.connections.merge(voter, 1, Integer::sum);
          if (now[0] == 2) {
            several.add(voter);
          }
          publishLater(code, attendance);
          return attendance;
        });
    return now[0] > 1;
  }

  /**
   * Removes a connection.
   *
   * @return whether it was the voter's last one here
   */
  boolean leave(String room, String voter) {
    boolean[] last = new boolean[1];
    rooms.computeIfPresent(
        room,
        (code, attendance) -> {
          Integer left =
              attendance.connections.computeIfPresent(voter, (v, n) -> n == 1 ? null : n - 1);
          last[0] = left == null;
          if (left != null && left == 1) {
            several.remove(voter);
          }
          publishLater(code, attendance);
          return attendance;
        });
    return last[0];
  }

  /** Whether the voter, in whatever room, has more than one connection here. */
  boolean hasSeveral(String voter) {
    return several.contains(voter);
  }

  /** The subset of the voters who have a connection to the room here. */
  Set<String> here(String room, Collection<String> voters) {
    Set<String> here = new HashSet<>();
    rooms.computeIfPresent(
        room,
        (code, attendance) -> {
          voters.stream().filter(attendance.connections::containsKey).forEach(here::add);
          return attendance;
        });
    return here;
  }

  int present(String room) {
    int[] count = new int[1];
    rooms.computeIfPresent(
        room,
        (code, attendance) -> {
          count[0] = attendance.connections.size();
          return attendance;
        });
    return count[0];
  }

  /** Rooms with a voter, without those of the hub's own. */
  int rooms() {
    return (int) rooms.keySet().stream().filter(code -> !JoinCode.isHidden(code)).count();
  }

  private void publishLater(String room, Attendance attendance) {
    if (!attendance.waiting) {
      attendance.waiting = true;
      vertx.setTimer(pauseMs(attendance.published), timer -> publishNow(room));
    }
  }

  /** Between a message to so many voters and the next one. */
  static long pauseMs(int published) {
    if (published == 0) {
      return FIRST_AFTER_MS;
    }
    long paced = (1000L * published + MESSAGES_PER_SECOND - 1) / MESSAGES_PER_SECOND;
    return Math.min(LONGEST_PAUSE_MS, Math.max(PUBLISH_EVERY_MS, paced));
  }

  private void publishNow(String room) {
    int[] news = {-1};
    rooms.computeIfPresent(
        room,
        (code, attendance) -> {
          attendance.waiting = false;
          int present = attendance.connections.size();
          if (present != attendance.published) {
            attendance.published = present;
            news[0] = present;
          }
          return present == 0 ? null : attendance;
        });
    if (news[0] >= 0) {
      tell.accept(room, news[0]);
    }
  }
}
