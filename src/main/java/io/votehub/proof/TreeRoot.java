package io.votehub.proof;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Computes the root of a Merkle tree (RFC 9162, section 2.1.1) while its leaves pass by; keeps one
 * hash for each level. Used by one thread at a time.
 */
public final class TreeRoot {
  private final TreeHasher hasher = new TreeHasher();

  /** The roots of the complete subtrees that are still apart, the smallest first. */
  private final Deque<byte[]> apart = new ArrayDeque<>();

  private long size;

  /** Adds the next leaf. */
  public void add(byte[] leaf) {
    addHash(hasher.leaf(leaf, 0, leaf.length));
  }

  /** Adds the next leaf by its hash. */
  void addHash(byte[] leafHash) {
    byte[] root = leafHash;
    // As many subtrees are completed as the number of leaves so far has ones at its end.
    for (long ones = size; (ones & 1) == 1; ones >>= 1) {
      root = hasher.node(apart.pop(), root);
    }
    apart.push(root);
    size++;
  }

  /** How many leaves were added. */
  public long size() {
    return size;
  }

  /** The root of the tree of the leaves so far. */
  public Hash root() {
    byte[] root = null;
    for (byte[] left : apart) {
      root = root == null ? left : hasher.node(left, root);
    }
    return Hash.of(root == null ? hasher.empty() : root);
  }
}
