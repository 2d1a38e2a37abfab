package io.votehub.proof;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Verifies the proofs of a {@link MerkleTree} as RFC 9162 says. */
public final class MerkleProof {
  private MerkleProof() {}

  /**
   * The root of a tree in which a leaf stands, as its inclusion proof has it (RFC 9162, section
   * 2.1.3.2); it is to be compared with the root that is known.
   *
   * @param size the number of leaves
   * @return empty if the proof does not fit index and size
   */
  public static Optional<Hash> rootOf(byte[] leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    TreeHasher hasher = new TreeHasher();
    byte[] root = hasher.leaf(leaf, 0, leaf.length);
    long node = index;
    long last = size - 1;
    for (Hash each : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((node & 1) == 1 || node == last) {
        root = hasher.node(each.bytes(), root);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        root = hasher.node(root, each.bytes());
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 ? Optional.of(Hash.of(root)) : Optional.empty();
  }

  /**
   * Whether a tree continues a smaller one (RFC 9162, section 2.1.4.2).
   *
   * @param from the size of the smaller tree, at least 1
   * @param to the size of the greater tree
   */
  public static boolean isConsistent(
      long from, Hash fromRoot, long to, Hash toRoot, List<Hash> proof) {
    if (from < 1 || from > to) {
      return false;
    }
    if (from == to) {
      return proof.isEmpty() && fromRoot.equals(toRoot);
    }
    Iterator<Hash> rest = proof.iterator();
    boolean isWhole = Long.bitCount(from) == 1;
    if (!isWhole && !rest.hasNext()) {
      return false;
    }
    long ones = Long.numberOfTrailingZeros(~(from - 1));
    long node = (from - 1) >> ones;
    long last = (to - 1) >> ones;
    TreeHasher hasher = new TreeHasher();
    byte[] older = (isWhole ? fromRoot : rest.next()).bytes();
    byte[] newer = older;
    while (rest.hasNext()) {
      byte[] each = rest.next().bytes();
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        older = hasher.node(each, older);
        newer = hasher.node(each, newer);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        newer = hasher.node(newer, each);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Hash.of(older).equals(fromRoot) && Hash.of(newer).equals(toRoot);
  }
}
