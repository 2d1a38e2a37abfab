package io.votehub.count;

import java.security.SecureRandom;

/**
 * One of several partitions of texts by a hash. Each can be halved again. Nobody can foresee which
 * texts share a partition, for the base of the hash is random.
 *
 * @param number from 0
 * @param of the number of partitions, a power of two
 * @param base the base of the hash, a polynomial over a prime field (Carter–Wegman); modulo a power
 *     of two there would be texts that collide under every base
 */
record HashPartition(int number, int of, long base) {
  private static final int HASH_BITS = 31;
  private static final long PRIME = (1L << HASH_BITS) - 1;

  /** More partitions would hold only a few texts each, even of the largest journals. */
  private static final int MAX_PARTITIONS = 1 << 16;

  /** The only partition, of all texts. */
  static HashPartition whole() {
    return of(1);
  }

  /** The first one of at least so many partitions. */
  static HashPartition of(long wanted) {
    int of = 1;
    while (of < wanted && of < MAX_PARTITIONS) {
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

  /** The next partition. */
  HashPartition next() {
    return new HashPartition(number + 1, of, base);
  }

  boolean canBeHalved() {
    return of < MAX_PARTITIONS;
  }

  /** Its first half; the second half is next, followed by halves of the later partitions. */
  HashPartition half() {
    return new HashPartition(2 * number, 2 * of, base);
  }
}
