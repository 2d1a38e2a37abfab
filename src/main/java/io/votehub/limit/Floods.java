package io.votehub.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Where new voters come faster than an audience does, and did within the last five minutes. Keeps a
 * bounded number of places, the latest. Thread-safe.
 */
final class Floods {
  /** The whole hub, in place of the senders of one room. */
  static final String HUB = "";

  private static final long LASTS = TimeUnit.MINUTES.toNanos(5);
  private static final int MAX_PLACES = 1024;

  private final LongSupplier nanoClock;
  private final Map<String, Long> endsAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_PLACES;
        }
      };

  Floods(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Notes that too many come there now; returns whether that is new. */
  synchronized boolean note(String place) {
    boolean began = !isOn(place);
    endsAt.put(place, nanoClock.getAsLong() + LASTS);
    return began;
  }

  synchronized boolean isOn(String place) {
    Long end = endsAt.get(place);
    if (end == null) {
      return false;
    }
    boolean on = end - nanoClock.getAsLong() > 0;
    if (!on) {
      endsAt.remove(place);
    }
    return on;
  }
}
