package io.votehub.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of a seal: the manifest, then the tags. It is made of pieces, complete subtrees of
 * {@value #PIECE_LEAVES} leaves each but for the last one, so that a proof needs one piece and the
 * roots of the others.
 */
public final class SealTree {
  /** The leaves of a piece; a power of two. */
  public static final int PIECE_LEAVES = 4_096;

  private final int tags;
  private final MerkleTree roots;

  private SealTree(int tags, MerkleTree roots) {
    this.tags = tags;
    this.roots = roots;
  }

  /**
   * The tree whose pieces have these roots.
   *
   * @param tags how many tags there are
   */
  public static SealTree of(int tags, List<Hash> pieces) {
    MerkleTree.Builder roots = MerkleTree.builder(pieces.size());
    pieces.forEach(roots::addSubtree);
    return new SealTree(tags, roots.build());
  }

  /** The tree of a manifest and tags. */
  public static SealTree of(String manifest, TagList tags) {
    List<Hash> pieces = new ArrayList<>();
    for (int piece = 0; piece < pieces(tags.size()); piece++) {
      pieces.add(piece(manifest, piece, tags).root());
    }
    return of(tags.size(), pieces);
  }

  /** How many pieces there are for so many tags. */
  public static int pieces(int tags) {
    return tags / PIECE_LEAVES + 1;
  }

  /** The place of the first tag of a piece, among all tags. */
  public static int firstTag(int piece) {
    return Math.max(0, piece * PIECE_LEAVES - 1);
  }

  /** The piece in which a tag stands. */
  public static int pieceOf(int tag) {
    return (tag + 1) / PIECE_LEAVES;
  }

  /**
   * A piece of the tree.
   *
   * @param tags all of them
   */
  public static MerkleTree piece(String manifest, int piece, TagList tags) {
    int to = Math.min(tags.size(), firstTag(piece + 1));
    return piece(manifest, piece, tags.bytes(firstTag(piece), to));
  }

  /**
   * A piece of the tree.
   *
   * @param tags those of the piece, one after the other
   */
  public static MerkleTree piece(String manifest, int piece, byte[] tags) {
    MerkleTree.Builder tree = MerkleTree.builder(tags.length / Hash.BYTES + 1);
    if (piece == 0) {
      tree.add(manifest.getBytes(StandardCharsets.UTF_8));
    }
    for (int at = 0; at < tags.length; at += Hash.BYTES) {
      tree.add(tags, at, Hash.BYTES);
    }
    return tree.build();
  }

  /** The number of leaves: the tags and the manifest. */
  public int size() {
    return tags + 1;
  }

  public Hash root() {
    return roots.root();
  }

  /**
   * The inclusion proof of a tag.
   *
   * @param tag its place among all tags
   * @param piece the piece in which it stands
   */
  public List<Hash> inclusion(int tag, MerkleTree piece) {
    int number = pieceOf(tag);
    List<Hash> path = new ArrayList<>(piece.inclusion(tag + 1 - number * PIECE_LEAVES));
    path.addAll(roots.inclusion(number));
    return path;
  }
}
