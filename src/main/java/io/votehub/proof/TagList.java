package io.votehub.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The tags of a seal in ascending order, all different, in 32 bytes each. Immutable and safe from
 * any thread.
 */
public final class TagList {
  /** The length of a tag's line in {@code tags.txt}, with its line feed. */
  public static final int LINE_BYTES = 44;

  /** Thrown where two ballots have the same tag, so that there can be no seal. */
  public static final class EqualTagsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EqualTagsException() {
      super("Two ballots have the same tag", null, false, false);
    }
  }

  private final byte[] bytes;

  private TagList(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Sorts tags.
   *
   * @param tags one after the other, in any order; at most {@link MerkleTree#MAX_LEAVES}
   * @throws EqualTagsException if two are equal
   */
  public static TagList sorted(byte[] tags) {
    if (tags.length % Hash.BYTES != 0 || tags.length / Hash.BYTES > MerkleTree.MAX_LEAVES) {
      throw new IllegalArgumentException("Not a number of tags that can be sealed");
    }
    TagList sorted = new TagList(HashOrder.sorted(tags));
    if (!sorted.isStrictlyAscending()) {
      throw new EqualTagsException();
    }
    return sorted;
  }

  /**
   * Tags that are sorted already.
   *
   * @param tags one after the other
   */
  public static TagList ofSorted(byte[] tags) {
    return new TagList(tags.clone());
  }

  /** How many there are. */
  public int size() {
    return bytes.length / Hash.BYTES;
  }

  /** A tag by its place, from 0. */
  public Hash at(int index) {
    return Hash.at(bytes, index * Hash.BYTES, Hash.BYTES);
  }

  /** The place of a tag, from 0; negative if it is not among them. */
  public int indexOf(Hash tag) {
    byte[] wanted = tag.bytes();
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = HashOrder.compare(bytes, middle * Hash.BYTES, wanted, 0);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  /** The bytes of the tags from one up to before another, one tag after the other; a copy. */
  public byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(bytes, from * Hash.BYTES, to * Hash.BYTES);
  }

  /** The lines of {@code tags.txt} from one up to before another: base64url, each with a feed. */
  public byte[] lines(int from, int to) {
    ByteBuffer lines = ByteBuffer.allocate((to - from) * LINE_BYTES);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    for (int i = from; i < to; i++) {
      lines.put(encoder.encode(bytes(i, i + 1))).put((byte) '\n');
    }
    return lines.array();
  }

  /**
   * Reads {@code tags.txt}.
   *
   * @throws UnreadableProofException if a line is no tag, or the tags are not strictly ascending
   */
  static TagList ofLines(byte[] lines) {
    if (lines.length % LINE_BYTES != 0) {
      throw new UnreadableProofException("tags.txt is not made of lines with a tag each");
    }
    int size = lines.length / LINE_BYTES;
    byte[] bytes = new byte[size * Hash.BYTES];
    for (int i = 0; i < size; i++) {
      String line = new String(lines, i * LINE_BYTES, LINE_BYTES - 1, StandardCharsets.ISO_8859_1);
      boolean feeds = lines[(i + 1) * LINE_BYTES - 1] == '\n';
      int number = i + 1;
      Hash tag =
          Hash.ofBase64Url(feeds ? line : "")
              .orElseThrow(
                  () -> new UnreadableProofException("Line " + number + " of tags.txt is no tag"));
      System.arraycopy(tag.bytes(), 0, bytes, i * Hash.BYTES, Hash.BYTES);
    }
    return new TagList(bytes);
  }

  /** Whether each is greater than the one before it. */
  public boolean isStrictlyAscending() {
    for (int i = 1; i < size(); i++) {
      if (HashOrder.compare(bytes, (i - 1) * Hash.BYTES, bytes, i * Hash.BYTES) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The whole tree of a seal, the manifest and then the tags, see {@link SealTree}. */
  public MerkleTree treeWith(byte[] manifest) {
    MerkleTree.Builder tree = MerkleTree.builder(size() + 1).add(manifest);
    for (int i = 0; i < size(); i++) {
      tree.add(bytes, i * Hash.BYTES, Hash.BYTES);
    }
    return tree.build();
  }
}
