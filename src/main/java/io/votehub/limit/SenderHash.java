package io.votehub.limit;

import java.security.SecureRandom;

/** Hashes the names of senders with a secret seed, so that nobody can make them collide. */
final class SenderHash {
  /** Never the hash of a sender. */
  static final long NONE = 0;

  private final long seed = new SecureRandom().nextLong();

  /** The hash of the sender that these two strings identify together. */
  long of(String name, String more) {
    return finalized(hashed(hashed(seed, name), more));
  }

  private static long hashed(long hash, String text) {
    long mixed = hash ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 29;
    }
    return mixed;
  }

  /** The finalizer of SplitMix64. */
  private static long finalized(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return mixed == NONE ? 1 : mixed;
  }
}
