package io.votehub.session;

import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomNotice;
import io.votehub.poll.ReactionSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sums the reactions of a room in windows of one second, in two steps: each event loop tells all
 * instances what it has heard, and each shows the sum of what it was told. So neither the number of
 * people nor how fast they tap makes more than one message a second for anybody. Nothing is kept;
 * what is too fast is dropped. Confined to one event loop.
 */
final class Reactions {
  static final String KIND = "reactions";
  static final long WINDOW_MS = 1_000;

  /** For what other loops and instances send of the same second. */
  static final long GATHER_MS = 200;

  /** Of one window of one room; more cannot be true. */
  private static final long MAX_COUNT = 1_000_000;

  private final Vertx vertx;
  private final String room;
  private final Fanout fanout;
  private final ReactionLimiter limiter;
  private final Supplier<ReactionSettings> settings;
  private final Consumer<Map<String, Long>> show;

  private final Map<String, Long> heard = new HashMap<>();
  private final Map<String, Long> told = new HashMap<>();

  private long hearing = -1;
  private long showing = -1;
  private long shownAt;

  /**
   * @param limiter shared by all event loops of the instance
   * @param show shows the sums of a window
   */
  Reactions(
      Vertx vertx,
      String room,
      Fanout fanout,
      ReactionLimiter limiter,
      Supplier<ReactionSettings> settings,
      Consumer<Map<String, Long>> show) {
    this.vertx = vertx;
    this.room = room;
    this.fanout = fanout;
    this.limiter = limiter;
    this.settings = settings;
    this.show = show;
    shownAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(WINDOW_MS);
  }

  /**
   * Takes a reaction, or drops it if the room does not offer it or the voter is too fast.
   *
   * @param now {@link System#nanoTime}
   */
  void react(String voter, String emoji, long now) {
    if (!settings.get().emoji().contains(emoji) || !limiter.tryTake(room, voter, now)) {
      return;
    }
    heard.merge(emoji, 1L, Long::sum);
    if (hearing < 0) {
      hearing = vertx.setTimer(WINDOW_MS, timer -> tell());
    }
  }

  private void tell() {
    hearing = -1;
    fanout.noticed(room, new RoomNotice(KIND, Map.of("counts", new HashMap<>(heard))));
    heard.clear();
  }

  /** What some event loop of some instance has heard. */
  void noticed(Map<String, Object> content) {
    if (!(content.get("counts") instanceof Map<?, ?> counts)) {
      return;
    }
    List<String> offered = settings.get().emoji();
    for (Map.Entry<?, ?> each : counts.entrySet()) {
      if (each.getKey() instanceof String emoji
          && offered.contains(emoji)
          && each.getValue() instanceof Number count) {
        told.merge(emoji, Math.max(0, count.longValue()), (a, b) -> Math.min(MAX_COUNT, a + b));
      }
    }
    if (showing < 0 && !told.isEmpty()) {
      long sinceMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - shownAt);
      showing = vertx.setTimer(Math.max(GATHER_MS, WINDOW_MS - sinceMs), timer -> showSum());
    }
  }

  private void showSum() {
    showing = -1;
    shownAt = System.nanoTime();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String emoji : settings.get().emoji()) {
      if (told.containsKey(emoji)) {
        counts.put(emoji, told.get(emoji));
      }
    }
    told.clear();
    show.accept(counts);
  }

  /** Ends the timers. */
  void close() {
    vertx.cancelTimer(hearing);
    vertx.cancelTimer(showing);
  }
}
