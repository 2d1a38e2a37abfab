package io.votehub.proof;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Brings many hashes into the order of their bytes, in little more memory than they take. */
final class HashOrder {
  private static final int INDEX_BITS = 26;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

  private HashOrder() {}

  /**
   * The same hashes in ascending order; equal ones stay.
   *
   * @param hashes one after the other; at most {@link MerkleTree#MAX_LEAVES}
   */
  static byte[] sorted(byte[] hashes) {
    int size = hashes.length / Hash.BYTES;
    ByteBuffer all = ByteBuffer.wrap(hashes);
    // Hashes are random: their first 38 bits bring nearly all into order, and the rest is mended.
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = ((all.getLong(i * Hash.BYTES) & ~INDEX_MASK) | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(order);
    byte[] sorted = new byte[hashes.length];
    for (int i = 0; i < size; i++) {
      int from = (int) ((order[i] ^ Long.MIN_VALUE) & INDEX_MASK);
      insert(hashes, from * Hash.BYTES, sorted, i);
    }
    return sorted;
  }

  /** Puts a hash behind those that are sorted already, before those of them that are greater. */
  private static void insert(byte[] hashes, int from, byte[] sorted, int size) {
    int at = size;
    while (at > 0 && compare(sorted, (at - 1) * Hash.BYTES, hashes, from) > 0) {
      at--;
    }
    int offset = at * Hash.BYTES;
    System.arraycopy(sorted, offset, sorted, offset + Hash.BYTES, (size - at) * Hash.BYTES);
    System.arraycopy(hashes, from, sorted, offset, Hash.BYTES);
  }

  static int compare(byte[] one, int at, byte[] other, int otherAt) {
    return Arrays.compareUnsigned(one, at, at + Hash.BYTES, other, otherAt, otherAt + Hash.BYTES);
  }
}
