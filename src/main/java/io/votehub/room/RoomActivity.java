package io.votehub.room;

import io.votehub.count.CountingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the store that rooms are in use, for each at most once an hour, so that those that
 * nobody uses can be told. Safe from any thread.
 */
final class RoomActivity {
  private static final Logger LOG = LoggerFactory.getLogger(RoomActivity.class);
  private static final long NOTED_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);

  /** Of a room beyond these its use is noted again within the hour, which does no harm. */
  private static final int ROOMS_REMEMBERED = 10_000;

  private final CountingContext counting;
  private final LongSupplier nanoClock;

  /** When the use of a room was noted last, the longest unused room first. Guarded by itself. */
  private final Map<String, Long> notedAt = new LinkedHashMap<>(16, 0.75f, true);

  RoomActivity(CountingContext counting, LongSupplier nanoClock) {
    this.counting = counting;
    this.nanoClock = nanoClock;
  }

  /** The room is in use now. */
  void note(String code) {
    if (isDue(code)) {
      counting
          .ledger()
          .now()
          .compose(now -> counting.store().noteUse(code, now))
          .onFailure(
              fault -> {
                LOG.debug("The use of room {} could not be noted", code, fault);
                forget(code);
              });
    }
  }

  private boolean isDue(String code) {
    long now = nanoClock.getAsLong();
    synchronized (notedAt) {
      Long before = notedAt.get(code);
      if (before != null && now - before < NOTED_EVERY_NANOS) {
        return false;
      }
      notedAt.put(code, now);
      if (notedAt.size() > ROOMS_REMEMBERED) {
        notedAt.remove(notedAt.keySet().iterator().next());
      }
      return true;
    }
  }

  private void forget(String code) {
    synchronized (notedAt) {
      notedAt.remove(code);
    }
  }
}
