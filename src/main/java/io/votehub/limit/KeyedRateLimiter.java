package io.votehub.limit;

/**
 * Holds many senders to one {@link Rate}, each independently of the others.
 *
 * <p>A set-associative table of primitive longs, without an object per sender. For each sender it
 * stores only the moment at which the sender's debt is paid off. A sender maps to one set of eight
 * slots, so a lookup touches two cache lines; a slot whose moment has passed is free. When a set is
 * full the table doubles, up to its bound; beyond that the sender with the smallest debt in the set
 * is evicted. Memory therefore follows the senders active within the last moments, and a flood of
 * new senders costs a bounded number of bytes and evicts those with little debt, not the offenders.
 * Senders are identified by a 64-bit hash with a secret seed.
 *
 * <p>Not thread-safe.
 */
public final class KeyedRateLimiter implements KeyedLimiter {
  private static final int WAYS = 8;
  private static final int MIN_SLOTS = 64;
  private static final long FREE = SenderHash.NONE;

  private final Rate rate;
  private final int maxSlots;
  private final SenderHash hash = new SenderHash();
  private long[] keys = new long[MIN_SLOTS];
  private long[] paidOffAt = new long[MIN_SLOTS];

  /**
   * @param maxSenders roughly how many senders are tracked separately; a slot takes 16 bytes
   */
  public KeyedRateLimiter(Rate rate, int maxSenders) {
    this.rate = rate;
    this.maxSlots = Math.max(MIN_SLOTS, Integer.highestOneBit(maxSenders));
  }

  @Override
  public Rate rate() {
    return rate;
  }

  /** The key of the sender that these two strings identify together. */
  @Override
  public long key(String name, String more) {
    return hash.of(name, more);
  }

  /**
   * Takes one permit if one is available.
   *
   * @param now {@link System#nanoTime}
   * @return 0 if it was taken, otherwise the nanoseconds until one is available
   */
  @Override
  public long take(long key, long now) {
    return take(key, now, 0);
  }

  /**
   * Takes one permit if the sender's debt exceeds what the rate tolerates by at most {@code
   * extraNanos}.
   *
   * @return 0 if it was taken, otherwise the nanoseconds until one is available
   */
  public long take(long key, long now, long extraNanos) {
    int slot = find(key, now);
    long debt = debt(slot, now);
    long wait = rate.waitNanos(debt) - extraNanos;
    if (wait > 0) {
      return wait;
    }
    store(slot, key, now, debt + rate.everyNanos());
    return 0;
  }

  @Override
  public long peek(long key, long now) {
    return Math.max(0, rate.waitNanos(debt(find(key, now), now)));
  }

  /**
   * Takes one permit unconditionally.
   *
   * @param maxExcessNanos cap on the debt beyond what the rate tolerates
   * @return by how many nanoseconds it was taken too early, at most {@code maxExcessNanos}
   */
  @Override
  public long takeAnyway(long key, long now, long maxExcessNanos) {
    int slot = find(key, now);
    long debt = Math.min(debt(slot, now), rate.toleranceNanos() + maxExcessNanos);
    store(slot, key, now, debt + rate.everyNanos());
    return Math.max(0, rate.waitNanos(debt));
  }

  /** How many permits the sender could take at once. */
  public int left(long key, long now) {
    long free = rate.everyNanos() - rate.waitNanos(debt(find(key, now), now));
    return (int) Math.max(0, free / rate.everyNanos());
  }

  private long debt(int slot, long now) {
    return slot < 0 ? 0 : Rate.debtNanos(paidOffAt[slot], now);
  }

  private void store(int slot, long key, long now, long debt) {
    int target = slot < 0 ? allocate(key, now) : slot;
    keys[target] = key;
    paidOffAt[target] = now + debt;
  }

  private int find(long key, long now) {
    int first = firstSlot(key);
    for (int slot = first; slot < first + WAYS; slot++) {
      if (keys[slot] == key) {
        return isFree(slot, now) ? -1 : slot;
      }
    }
    return -1;
  }

  private int firstSlot(long key) {
    return (int) key & (keys.length - 1) & -WAYS;
  }

  private boolean isFree(int slot, long now) {
    return keys[slot] == FREE || paidOffAt[slot] - now <= 0;
  }

  private int allocate(long key, long now) {
    while (true) {
      int first = firstSlot(key);
      int smallestDebt = first;
      for (int slot = first; slot < first + WAYS; slot++) {
        if (keys[slot] == key || isFree(slot, now)) {
          return slot;
        }
        if (paidOffAt[slot] - paidOffAt[smallestDebt] < 0) {
          smallestDebt = slot;
        }
      }
      if (keys.length >= maxSlots) {
        return smallestDebt;
      }
      resize(keys.length * 2, now);
    }
  }

  /** The current number of slots, of 16 bytes each. */
  public int slots() {
    return keys.length;
  }

  /** Whether the table is larger than its minimum. */
  @Override
  public boolean isGrown() {
    return keys.length > MIN_SLOTS;
  }

  /** Shrinks the table to what the senders with a debt need. */
  @Override
  public void trim(long now) {
    resize(MIN_SLOTS, now);
  }

  private void resize(int slots, long now) {
    long[] oldKeys = keys;
    long[] oldMoments = paidOffAt;
    keys = new long[slots];
    paidOffAt = new long[slots];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE && oldMoments[i] - now > 0) {
        int slot = allocate(oldKeys[i], now);
        keys[slot] = oldKeys[i];
        paidOffAt[slot] = oldMoments[i];
      }
    }
  }
}
