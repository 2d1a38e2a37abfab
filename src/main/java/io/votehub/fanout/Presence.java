package io.votehub.fanout;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;

/**
 * Counts the voters of each room that have a connection here: a voter with fifty tabs is one. Tells
 * of changes at most once a second for each room, and always of the last one.
 */
final class Presence {
  private static final long TELL_EVERY_MS = 1000;

  /**
   * Who is in a room; touched only inside {@link ConcurrentHashMap#compute} of its key, which is
   * its lock.
   */
  private static final class Attendance {
    final Map<String, Integer> connections = new HashMap<>();
    int told;
    boolean waiting;
  }

  private final Vertx vertx;
  private final ObjIntConsumer<String> tell;
  private final ConcurrentHashMap<String, Attendance> rooms = new ConcurrentHashMap<>();

  /**
   * @param tell takes a room's code and the number of its voters
   */
  Presence(Vertx vertx, ObjIntConsumer<String> tell) {
    this.vertx = vertx;
    this.tell = tell;
  }

  void enter(String room, String voter) {
    rooms.compute(
        room,
        (code, known) -> {
          Attendance attendance = known == null ? new Attendance() : known;
          attendance.connections.merge(voter, 1, Integer::sum);
          tellSoon(code, attendance);
          return attendance;
        });
  }

  void leave(String room, String voter) {
    rooms.computeIfPresent(
        room,
        (code, attendance) -> {
          attendance.connections.computeIfPresent(voter, (v, n) -> n == 1 ? null : n - 1);
          tellSoon(code, attendance);
          return attendance;
        });
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

  int rooms() {
    return rooms.size();
  }

  private void tellSoon(String room, Attendance attendance) {
    if (!attendance.waiting) {
      attendance.waiting = true;
      // A first short wait gathers those who come together; afterwards the pace is kept by tellNow.
      vertx.setTimer(attendance.told == 0 ? 50 : TELL_EVERY_MS, timer -> tellNow(room));
    }
  }

  private void tellNow(String room) {
    int[] news = {-1};
    rooms.computeIfPresent(
        room,
        (code, attendance) -> {
          attendance.waiting = false;
          int present = attendance.connections.size();
          if (present != attendance.told) {
            attendance.told = present;
            news[0] = present;
          }
          return present == 0 ? null : attendance;
        });
    if (news[0] >= 0) {
      tell.accept(room, news[0]);
    }
  }
}
