package io.votehub.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Merkle tree as in RFC 9162, section 2.1, of a log that grows: of complete blocks of {@value
 * #BLOCK} leaves the hashes are held, an eighth of a byte a leaf, and the leaves of a block only
 * while they are needed. Immutable, but not thread-safe, since it hashes with one digest.
 */
public final class BlockTree {
  /** The leaves of a block; as many as the hashes of a tile of C2SP tlog-tiles. */
  public static final int BLOCK = 256;

  private final TreeHasher hasher = new TreeHasher();
  private final long size;
  private final List<Hash> blocks;
  private final Map<Long, MerkleTree> open;

  /**
   * @param size the number of leaves
   * @param blocks the roots of the complete blocks
   * @param open the trees of the blocks that {@link #needed} tells, by the number of the block
   */
  public BlockTree(long size, List<Hash> blocks, Map<Long, MerkleTree> open) {
    this.size = size;
    this.blocks = List.copyOf(blocks);
    this.open = Map.copyOf(open);
  }

  /**
   * The blocks whose leaves are needed for the root of a tree, and for its consistency with a
   * smaller one.
   *
   * @param from the size of the smaller tree, or that of the tree itself
   */
  public static Set<Long> needed(long from, long size) {
    Set<Long> needed = new TreeSet<>();
    for (long end : new long[] {from, size}) {
      if (end % BLOCK != 0) {
        needed.add(end / BLOCK);
      }
    }
    return needed;
  }

  /** The hash of the whole tree. */
  public Hash root() {
    return Hash.of(size == 0 ? hasher.empty() : subtree(0, size));
  }

  /**
   * The proof that this tree continues a smaller one (RFC 9162, section 2.1.4.1).
   *
   * @param from the size of the smaller tree, at least 1
   * @throws IndexOutOfBoundsException if this tree is smaller
   */
  public List<Hash> consistency(long from) {
    if (from < 1 || from > size) {
      throw new IndexOutOfBoundsException("A tree of " + from + " leaves in one of " + size);
    }
    List<Hash> proof = new ArrayList<>();
    ConsistencyPath.add(from, size, (first, last) -> proof.add(Hash.of(subtree(first, last))));
    return proof;
  }

  /**
   * The hash of the leaves from one up to before another, which make a subtree.
   *
   * @throws IndexOutOfBoundsException if there are not that many leaves
   */
  public byte[] subtree(long from, long to) {
    if (to > size) {
      throw new IndexOutOfBoundsException("Leaf " + to + " of " + size);
    }
    long leaves = to - from;
    if (leaves == BLOCK) {
      return blocks.get((int) (from / BLOCK)).bytes();
    }
    if (leaves < BLOCK) {
      return within(from, to);
    }
    long middle = from + Long.highestOneBit(leaves - 1);
    return hasher.node(subtree(from, middle), subtree(middle, to));
  }

  private byte[] within(long from, long to) {
    MerkleTree block = open.get(from / BLOCK);
    if (block == null) {
      throw new IllegalStateException("The leaves of block " + from / BLOCK + " are not there");
    }
    return block.subtree((int) (from % BLOCK), (int) ((to - 1) % BLOCK) + 1);
  }
}
