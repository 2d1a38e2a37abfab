package io.votehub.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree as in RFC 9162, section 2.1, held in memory with the hashes of all complete
 * subtrees: about 64 bytes a leaf, so that a proof needs no more than a few hashes. Immutable and
 * safe from any thread.
 */
public final class MerkleTree {
  /** The most leaves; the hashes of more do not fit into one array. */
  public static final int MAX_LEAVES = (1 << 26) - 1;

  private final int size;

  /** Of each level the hashes of its complete subtrees, one after the other; level 0: leaves. */
  private final byte[][] levels;

  private MerkleTree(int size, byte[] leaves) {
    this.size = size;
    TreeHasher hasher = new TreeHasher();
    List<byte[]> all = new ArrayList<>();
    all.add(leaves);
    for (int nodes = size / 2; nodes > 0; nodes /= 2) {
      all.add(above(hasher, all.get(all.size() - 1), nodes));
    }
    this.levels = all.toArray(byte[][]::new);
  }

  private static byte[] above(TreeHasher hasher, byte[] below, int nodes) {
    byte[] level = new byte[nodes * Hash.BYTES];
    for (int i = 0; i < nodes; i++) {
      byte[] node = hasher.node(below, 2 * i * Hash.BYTES);
      System.arraycopy(node, 0, level, i * Hash.BYTES, Hash.BYTES);
    }
    return level;
  }

  /** Collects the leaves of a tree. Used by one thread at a time. */
  public static final class Builder {
    private final TreeHasher hasher = new TreeHasher();
    private byte[] leaves;
    private int size;

    private Builder(int expected) {
      leaves = new byte[Math.max(1, expected) * Hash.BYTES];
    }

    /** Adds the next leaf. */
    public Builder add(byte[] leaf) {
      return add(leaf, 0, leaf.length);
    }

    /** Adds the next leaf, which stands among other bytes. */
    public Builder add(byte[] bytes, int offset, int length) {
      if (size == MAX_LEAVES) {
        throw new IllegalStateException("A tree in memory has at most " + MAX_LEAVES + " leaves");
      }
      if (leaves.length == size * Hash.BYTES) {
        leaves = Arrays.copyOf(leaves, (int) Math.min(2L * size, MAX_LEAVES) * Hash.BYTES);
      }
      System.arraycopy(
          hasher.leaf(bytes, offset, length), 0, leaves, size * Hash.BYTES, Hash.BYTES);
      size++;
      return this;
    }

    /** Adds the root of the next subtree, all but the last of which have equally many leaves. */
    Builder addSubtree(Hash root) {
      add(new byte[0], 0, 0);
      System.arraycopy(root.bytes(), 0, leaves, (size - 1) * Hash.BYTES, Hash.BYTES);
      return this;
    }

    /** The tree of the leaves so far; no leaf may be added afterwards. */
    public MerkleTree build() {
      return new MerkleTree(size, leaves);
    }
  }

  /**
   * Begins a tree.
   *
   * @param expected how many leaves it will probably have
   */
  public static Builder builder(int expected) {
    return new Builder(expected);
  }

  /** The number of leaves. */
  public int size() {
    return size;
  }

  /** The hash of the whole tree. */
  public Hash root() {
    TreeHasher hasher = new TreeHasher();
    return Hash.of(size == 0 ? hasher.empty() : subtree(hasher, 0, size));
  }

  /** The hash of the leaves from one up to before another, which make a subtree. */
  byte[] subtree(int from, int to) {
    return subtree(new TreeHasher(), from, to);
  }

  private byte[] subtree(TreeHasher hasher, int from, int to) {
    int leaves = to - from;
    if (Integer.bitCount(leaves) == 1) {
      int level = Integer.numberOfTrailingZeros(leaves);
      int offset = (from >> level) * Hash.BYTES;
      return Arrays.copyOfRange(levels[level], offset, offset + Hash.BYTES);
    }
    int middle = from + leftPart(leaves);
    return hasher.node(subtree(hasher, from, middle), subtree(hasher, middle, to));
  }

  /** The largest power of two that is smaller than a number of at least two. */
  private static int leftPart(int leaves) {
    return Integer.highestOneBit(leaves - 1);
  }

  /**
   * The inclusion proof of a leaf, from the leaf to the root (RFC 9162, section 2.1.3.1).
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public List<Hash> inclusion(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("Leaf " + index + " of " + size);
    }
    List<Hash> path = new ArrayList<>();
    addPath(index, 0, size, path);
    return path;
  }

  private void addPath(int index, int from, int to, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    int middle = from + leftPart(to - from);
    if (index < middle) {
      addPath(index, from, middle, path);
      path.add(Hash.of(subtree(middle, to)));
    } else {
      addPath(index, middle, to, path);
      path.add(Hash.of(subtree(from, middle)));
    }
  }

  /**
   * The proof that this tree continues a smaller one (RFC 9162, section 2.1.4.1).
   *
   * @param from the size of the smaller tree, at least 1
   * @throws IndexOutOfBoundsException if this tree is smaller
   */
  public List<Hash> consistency(int from) {
    if (from < 1 || from > size) {
      throw new IndexOutOfBoundsException("A tree of " + from + " leaves in one of " + size);
    }
    List<Hash> proof = new ArrayList<>();
    ConsistencyPath.add(
        from, size, (first, last) -> proof.add(Hash.of(subtree((int) first, (int) last))));
    return proof;
  }
}
