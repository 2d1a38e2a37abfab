package io.votehub.limit;

import java.security.SecureRandom;

/**
 * Holds many senders to one {@link Rate}, each for itself (the generic cell rate algorithm: of each
 * sender only the moment is kept at which all that was taken will have been regained).
 *
 * <p>A table of numbers, without an object for each sender. A sender has its place in one set of
 * eight slots, as in a processor's cache, so that a look touches two cache lines; a slot whose
 * moment has passed is free. Where a set is full the table doubles, up to its bound; past that the
 * sender of the set who owes least is forgotten. So memory goes to those who were active within the
 * last moments, a flood of senders costs a bounded number of bytes, and it frees those who owe
 * least, not those who owe most. Senders are told apart by 64 bits of a hash with a secret seed.
 *
 * <p>Not safe for use by two threads at once.
 */
public final class RateLimiter {
  private static final int WAYS = 8;
  private static final int LEAST_SLOTS = 64;
  private static final long FREE = 0;

  private final Rate rate;
  private final int mostSlots;
  private final long seed = new SecureRandom().nextLong();
  private long[] keys = new long[LEAST_SLOTS];
  private long[] regainedAt = new long[LEAST_SLOTS];

  /**
   * @param mostSenders about how many senders are kept apart; a slot takes 16 bytes
   */
  public RateLimiter(Rate rate, int mostSenders) {
    this.rate = rate;
    this.mostSlots = Math.max(LEAST_SLOTS, Integer.highestOneBit(mostSenders));
  }

  public Rate rate() {
    return rate;
  }

  /** The key of a sender that is named by one or two texts. */
  public long key(String name, String more) {
    return mixed(with(with(seed, name), more));
  }

  private static long with(long hash, String text) {
    long mixed = hash ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 29;
    }
    return mixed;
  }

  /** Spreads the bits (the finalizer of SplitMix64). */
  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return mixed == FREE ? 1 : mixed;
  }

  /**
   * Takes one, if the sender may have one.
   *
   * @param now {@link System#nanoTime}
   * @return 0 if it was taken, else after how many nanoseconds it may be tried again
   */
  public long take(long key, long now) {
    return take(key, now, 0);
  }

  /**
   * Takes one, if the sender owes no more than is usual and so many nanoseconds beside.
   *
   * @return 0 if it was taken, else after how many nanoseconds it may be tried again
   */
  public long take(long key, long now, long moreNanos) {
    int slot = find(key, now);
    long owed = slot < 0 ? 0 : Math.max(0, regainedAt[slot] - now);
    long wait = owed - rate.toleranceNanos() - moreNanos;
    if (wait > 0) {
      return wait;
    }
    owe(slot, key, now, owed + rate.everyNanos());
    return 0;
  }

  /**
   * Takes one in any case.
   *
   * @param mostNanos what may be owed beyond the usual at most; more is let off
   * @return how many nanoseconds too early that was, at most {@code mostNanos}
   */
  public long takeAnyway(long key, long now, long mostNanos) {
    int slot = find(key, now);
    long owed = slot < 0 ? 0 : Math.max(0, regainedAt[slot] - now);
    long most = rate.toleranceNanos() + mostNanos;
    owe(slot, key, now, Math.min(owed, most) + rate.everyNanos());
    return Math.max(0, Math.min(owed, most) - rate.toleranceNanos());
  }

  /** How many more the sender may have at once. */
  public int left(long key, long now) {
    int slot = find(key, now);
    long owed = slot < 0 ? 0 : Math.max(0, regainedAt[slot] - now);
    long free = rate.toleranceNanos() + rate.everyNanos() - owed;
    return (int) Math.max(0, free / rate.everyNanos());
  }

  private void owe(int slot, long key, long now, long nanos) {
    int place = slot < 0 ? place(key, now) : slot;
    keys[place] = key;
    regainedAt[place] = now + nanos;
  }

  private int find(long key, long now) {
    int first = firstOf(key);
    for (int slot = first; slot < first + WAYS; slot++) {
      if (keys[slot] == key) {
        return isFree(slot, now) ? -1 : slot;
      }
    }
    return -1;
  }

  private int firstOf(long key) {
    return (int) key & (keys.length - 1) & -WAYS;
  }

  private boolean isFree(int slot, long now) {
    return keys[slot] == FREE || regainedAt[slot] - now <= 0;
  }

  /** A slot for a sender that has none. */
  private int place(long key, long now) {
    while (true) {
      int first = firstOf(key);
      int least = first;
      for (int slot = first; slot < first + WAYS; slot++) {
        if (keys[slot] == key || isFree(slot, now)) {
          return slot;
        }
        if (regainedAt[slot] - regainedAt[least] < 0) {
          least = slot;
        }
      }
      if (keys.length >= mostSlots) {
        return least;
      }
      resize(keys.length * 2, now);
    }
  }

  /** How many slots it has now, of 16 bytes each. */
  public int slots() {
    return keys.length;
  }

  /** Whether it is larger than it is without senders. */
  public boolean isGrown() {
    return keys.length > LEAST_SLOTS;
  }

  /** Gives back what the senders of the last moments do not need. */
  public void trim(long now) {
    resize(LEAST_SLOTS, now);
  }

  private void resize(int slots, long now) {
    long[] oldKeys = keys;
    long[] oldMoments = regainedAt;
    keys = new long[slots];
    regainedAt = new long[slots];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE && oldMoments[i] - now > 0) {
        int place = place(oldKeys[i], now);
        keys[place] = oldKeys[i];
        regainedAt[place] = oldMoments[i];
      }
    }
  }
}
