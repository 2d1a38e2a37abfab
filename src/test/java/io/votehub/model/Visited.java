package io.votehub.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * An open-addressing hash table of fingerprints with the predecessor of each, in the order of
 * insertion.
 */
final class Visited {
  private long[] table = new long[1 << 16];
  private int[] from = new int[1 << 15];
  private byte[] step = new byte[1 << 15];
  private int size;

  int size() {
    return size;
  }

  /** False if it was already present. */
  boolean add(long fingerprint, int cameFrom, int byStep) {
    if (!put(table, fingerprint)) {
      return false;
    }
    if (size == from.length) {
      grow();
    }
    from[size] = cameFrom;
    step[size] = (byte) byStep;
    size++;
    return true;
  }

  private static boolean put(long[] table, long fingerprint) {
    int mask = table.length - 1;
    int at = (int) fingerprint & mask;
    while (table[at] != 0) {
      if (table[at] == fingerprint) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = fingerprint;
    return true;
  }

  /** The table is at most half full. */
  private void grow() {
    long[] larger = new long[2 * table.length];
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        put(larger, fingerprint);
      }
    }
    table = larger;
    from = Arrays.copyOf(from, 2 * from.length);
    step = Arrays.copyOf(step, 2 * step.length);
  }

  /**
   * The steps from the initial state to a state, each as an index among the successors of the
   * previous one.
   */
  Iterable<Integer> wayTo(int number) {
    Deque<Integer> steps = new ArrayDeque<>();
    for (int at = number; from[at] >= 0; at = from[at]) {
      steps.push((int) step[at]);
    }
    return steps;
  }
}
