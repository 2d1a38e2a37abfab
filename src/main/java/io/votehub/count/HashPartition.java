package io.votehub.count;

import java.security.SecureRandom;

/**
 * One of several parts into which texts fall by a hash. Each can be halved again; which texts fall
 * together nobody can foresee, for the hash has a base that is drawn at random.
 *
 * @param number from 0
 * @param of how many parts there are, a power of two
 * @param base of the hash, a polynomial over a prime field: a power of two as its modulus has texts
 *     which collide under every base
 */
record HashPartition(int number, int of, long base) {
  private static final int HASH_BITS = 31;
  private static final long PRIME = (1L << HASH_BITS) - 1;

  /** Smaller ones would hold but a few texts of the largest journals. */
  private static final int MOST = 1 << 16;

  /** All texts. */
  static HashPartition whole() {
    return of(1);
  }

  /** The first of at least so many. */
  static HashPartition of(long wanted) {
    int of = 1;
    while (of < wanted && of < MOST) {
      of *= 2;
    }
    return new HashPartition(0, of, new SecureRandom().nextLong(1 << 16, PRIME));
  }

  boolean holds(String text) {
    if (of == 1) {
      return true;
    }
    long hash = 1;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash * base + text.charAt(i)) % PRIME;
    }
    long spread = (hash * base) % PRIME;
    return (spread * of) >>> HASH_BITS == number;
  }

  boolean isLast() {
    return number == of - 1;
  }

  /** The one that follows. */
  HashPartition next() {
    return new HashPartition(number + 1, of, base);
  }

  boolean canBeHalved() {
    return of < MOST;
  }

  /** Its first half; the second one follows, and then halves of those that followed before. */
  HashPartition half() {
    return new HashPartition(2 * number, 2 * of, base);
  }
}
