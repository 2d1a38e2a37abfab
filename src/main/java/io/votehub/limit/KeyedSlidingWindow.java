package io.votehub.limit;

import java.util.stream.IntStream;

/**
 * Holds many senders to a number of permits in any period: a sliding window, estimated by two
 * counters. Time is cut into windows of one period; a sender has taken {@code previous * (share of
 * the previous window that still lies within the last period) + current}. Permits are refused while
 * that would exceed the number. The estimate takes the previous window's permits as spread evenly
 * over it, so a sender may get up to twice the number in the worst case of two bursts, and gets the
 * exact number when steady.
 *
 * <p>A set-associative table like that of {@link KeyedRateLimiter}, of 24 bytes for a slot; a slot
 * whose permits have all left the window is free. Beyond its bound the sender with the fewest
 * permits in the set is evicted. Not thread-safe.
 */
final class KeyedSlidingWindow implements KeyedLimiter {
  private static final int WAYS = 8;
  private static final int MIN_SLOTS = 64;

  private final Rate rate;
  private final int number;
  private final long period;
  private final long origin;
  private final int maxSlots;
  private final SenderHash hash = new SenderHash();
  private Slots slots = new Slots(MIN_SLOTS);

  /** The state of the senders, by slot. */
  private static final class Slots {
    private final long[] keys;
    private final long[] windows;
    private final int[] current;
    private final int[] previous;

    Slots(int number) {
      keys = new long[number];
      windows = new long[number];
      current = new int[number];
      previous = new int[number];
    }
  }

  /**
   * @param maxSenders roughly how many senders are tracked separately
   * @param origin a {@link System#nanoTime} that is not later than those of the calls
   */
  KeyedSlidingWindow(Rate rate, int maxSenders, long origin) {
    this.rate = rate;
    this.number = rate.number();
    this.period = rate.period().toNanos();
    this.origin = origin;
    this.maxSlots = Math.max(MIN_SLOTS, Integer.highestOneBit(maxSenders));
  }

  @Override
  public Rate rate() {
    return rate;
  }

  @Override
  public long key(String name, String more) {
    return hash.of(name, more);
  }

  @Override
  public long take(long key, long now) {
    long time = now - origin;
    int slot = find(key, time / period);
    long wait = wait(current(slot), previous(slot), time % period);
    if (wait == 0) {
      int target = slot < 0 ? allocate(key, time / period) : slot;
      slots.current[target]++;
    }
    return wait;
  }

  @Override
  public long peek(long key, long now) {
    long time = now - origin;
    int slot = find(key, time / period);
    return wait(current(slot), previous(slot), time % period);
  }

  /** Takes one permit if one is available; a window does not remember more than its number. */
  @Override
  public long takeAnyway(long key, long now, long maxExcessNanos) {
    return Math.min(maxExcessNanos, take(key, now));
  }

  /** How long to wait for a permit, in nanoseconds; 0 if one is available. */
  private long wait(int current, int previous, long elapsed) {
    if (current >= number) {
      // The permits of this window have to fade in the next one.
      return period - elapsed + fadedAfter(current, number - 1);
    }
    return Math.max(0, fadedAfter(previous, number - 1 - current) - elapsed);
  }

  /** When in a window the permits of the window before it count at most so many. */
  private long fadedAfter(int permits, int atMost) {
    return permits <= atMost ? 0 : period - (long) Math.floor((double) atMost * period / permits);
  }

  private int current(int slot) {
    return slot < 0 ? 0 : slots.current[slot];
  }

  private int previous(int slot) {
    return slot < 0 ? 0 : slots.previous[slot];
  }

  /** The sender's slot, brought to that window; -1 if it has none. */
  private int find(long key, long window) {
    int first = firstSlot(key);
    for (int slot = first; slot < first + WAYS; slot++) {
      if (slots.keys[slot] == key) {
        advance(slot, window);
        return slot;
      }
    }
    return -1;
  }

  private void advance(int slot, long window) {
    long passed = window - slots.windows[slot];
    if (passed > 0) {
      slots.previous[slot] = passed == 1 ? slots.current[slot] : 0;
      slots.current[slot] = 0;
      slots.windows[slot] = window;
    }
  }

  private int firstSlot(long key) {
    return (int) key & (slots.keys.length - 1) & -WAYS;
  }

  private boolean isFree(int slot, long window) {
    return slots.keys[slot] == SenderHash.NONE || window - slots.windows[slot] > 1;
  }

  private int allocate(long key, long window) {
    while (true) {
      int first = firstSlot(key);
      int fewest = first;
      for (int slot = first; slot < first + WAYS; slot++) {
        if (isFree(slot, window)) {
          return occupy(slot, key, window);
        }
        if (taken(slot) < taken(fewest)) {
          fewest = slot;
        }
      }
      if (slots.keys.length >= maxSlots) {
        return occupy(fewest, key, window);
      }
      resize(slots.keys.length * 2, window);
    }
  }

  private int taken(int slot) {
    return slots.current[slot] + slots.previous[slot];
  }

  private int occupy(int slot, long key, long window) {
    slots.keys[slot] = key;
    slots.windows[slot] = window;
    slots.current[slot] = 0;
    slots.previous[slot] = 0;
    return slot;
  }

  @Override
  public boolean isGrown() {
    return slots.keys.length > MIN_SLOTS;
  }

  @Override
  public void trim(long now) {
    resize(MIN_SLOTS, (now - origin) / period);
  }

  private void resize(int size, long window) {
    Slots old = slots;
    int[] kept =
        IntStream.range(0, old.keys.length)
            .filter(slot -> old.keys[slot] != SenderHash.NONE && window - old.windows[slot] <= 1)
            .toArray();
    slots = new Slots(size);
    for (int slot : kept) {
      int target = allocate(old.keys[slot], window);
      slots.windows[target] = old.windows[slot];
      slots.current[target] = old.current[slot];
      slots.previous[target] = old.previous[slot];
    }
  }
}
