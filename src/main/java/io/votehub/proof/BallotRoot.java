package io.votehub.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Computes the root over the lines of ballots from the hashes of their leaves. */
public final class BallotRoot {
  private BallotRoot() {}

  /**
   * The root over lines whose hashes are given.
   *
   * @param leafHashes of all lines, one after the other, in any order
   * @param salt the leaf before them, where ballots are not public
   */
  public static Hash of(byte[] leafHashes, Optional<byte[]> salt) {
    TreeRoot root = new TreeRoot();
    salt.ifPresent(root::add);
    byte[] sorted = HashOrder.sorted(leafHashes);
    for (int at = 0; at < sorted.length; at += Hash.BYTES) {
      root.addHash(Arrays.copyOfRange(sorted, at, at + Hash.BYTES));
    }
    return root.root();
  }

  /**
   * The root over lines that are public, as an archive has them.
   *
   * @return empty if they do not stand in the order of their tree
   */
  public static Optional<Hash> ofOrdered(List<String> lines) {
    TreeRoot root = new TreeRoot();
    Hash before = null;
    for (String line : lines) {
      Hash hash = BallotLine.leafHash(line);
      if (before != null && before.compareTo(hash) > 0) {
        return Optional.empty();
      }
      root.addHash(hash.bytes());
      before = hash;
    }
    return Optional.of(root.root());
  }
}
