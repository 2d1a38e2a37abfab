package io.votehub.room;

import io.votehub.count.CountingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the store that rooms are in use, for each room at most once a day, so that unused
 * rooms can be found. Safe from any thread.
 */
final class RoomActivity {
  private static final Logger LOG = LoggerFactory.getLogger(RoomActivity.class);
  private static final long INTERVAL_NANOS = TimeUnit.DAYS.toNanos(1);

  /** The use of a room beyond these is recorded again within the day, which is harmless. */
  private static final int MAX_ROOMS = 10_000;

  private final CountingContext counting;
  private final LongSupplier nanoClock;

  /** When the use of a room was last recorded, least recently used first. Guarded by itself. */
  private final Map<String, Long> recordedAt = new LinkedHashMap<>(16, 0.75f, true);

  RoomActivity(CountingContext counting, LongSupplier nanoClock) {
    this.counting = counting;
    this.nanoClock = nanoClock;
  }

  /** Records that the room is in use now. */
  void record(String code) {
    if (isDue(code)) {
      counting
          .ledger()
          .now()
          .compose(now -> counting.store().noteUse(code, now))
          .onFailure(
              fault -> {
                LOG.debug("The use of room {} could not be recorded", code, fault);
                forget(code);
              });
    }
  }

  private boolean isDue(String code) {
    long now = nanoClock.getAsLong();
    synchronized (recordedAt) {
      Long before = recordedAt.get(code);
      if (before != null && now - before < INTERVAL_NANOS) {
        return false;
      }
      recordedAt.put(code, now);
      if (recordedAt.size() > MAX_ROOMS) {
        recordedAt.remove(recordedAt.keySet().iterator().next());
      }
      return true;
    }
  }

  private void forget(String code) {
    synchronized (recordedAt) {
      recordedAt.remove(code);
    }
  }
}
