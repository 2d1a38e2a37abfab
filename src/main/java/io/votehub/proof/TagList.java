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

  private static final int INDEX_BITS = 26;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

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
    int size = tags.length / Hash.BYTES;
    ByteBuffer all = ByteBuffer.wrap(tags);
    // Tags are random: their first 38 bits bring nearly all into order, and the rest is mended.
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = ((all.getLong(i * Hash.BYTES) & ~INDEX_MASK) | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(order);
    byte[] sorted = new byte[tags.length];
    for (int i = 0; i < size; i++) {
      int from = (int) ((order[i] ^ Long.MIN_VALUE) & INDEX_MASK);
      insert(tags, from * Hash.BYTES, sorted, i);
    }
    return new TagList(sorted);
  }

  /** Puts a tag behind those that are sorted already, before those of them that are greater. */
  private static void insert(byte[] tags, int from, byte[] sorted, int size) {
    int at = size;
    while (at > 0) {
      int order = compare(sorted, (at - 1) * Hash.BYTES, tags, from);
      if (order == 0) {
        throw new EqualTagsException();
      }
      if (order < 0) {
        break;
      }
      at--;
    }
    int offset = at * Hash.BYTES;
    System.arraycopy(sorted, offset, sorted, offset + Hash.BYTES, (size - at) * Hash.BYTES);
    System.arraycopy(tags, from, sorted, offset, Hash.BYTES);
  }

  private static int compare(byte[] one, int at, byte[] other, int otherAt) {
    return Arrays.compareUnsigned(one, at, at + Hash.BYTES, other, otherAt, otherAt + Hash.BYTES);
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
      int order = compare(bytes, middle * Hash.BYTES, wanted, 0);
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
      if (compare(bytes, (i - 1) * Hash.BYTES, bytes, i * Hash.BYTES) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The tree of a seal: the manifest, then the tags. */
  public MerkleTree treeWith(byte[] manifest) {
    MerkleTree.Builder tree = MerkleTree.builder(size() + 1).add(manifest);
    for (int i = 0; i < size(); i++) {
      tree.add(bytes, i * Hash.BYTES, Hash.BYTES);
    }
    return tree.build();
  }
}
