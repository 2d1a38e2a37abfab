package io.votehub.store.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * The file of an MVStore, written in an order that survives a power loss at any moment, with access
 * to its chunks for {@link FileSpace}.
 *
 * <p>After a crash, a chunk is valid if its first and its last block are complete, and the file
 * header is trusted without checking the chunk that it names. But blocks that are not forced reach
 * the disk in any order. Therefore the last block of a chunk of more than two is written once the
 * rest is on disk, and the header once the chunk is. This costs one more forced write a commit,
 * which all calls of its group share.
 */
final class OrderedFile extends SingleFileStore {
  static final int BLOCK_BYTES = 4096;
  static final int HEADER_BLOCKS = 2;

  /** A chunk without blocks between its first and its last is valid only if it is complete. */
  private static final int CHECKED_BYTES = 2 * BLOCK_BYTES;

  private static final int HEADER_BYTES = HEADER_BLOCKS * BLOCK_BYTES;
  private static final int ANY_FILL_RATE = 101;
  private boolean forced = true;

  /** Bytes written since it was opened; changed and read by the thread that commits. */
  private long written;

  /** Free blocks that are known to contain only zeros. */
  private final BitSet blank = new BitSet();

  /** The chunks that a compaction may rewrite; null for MVStore's own choice. */
  private Collection<SFChunk> candidates;

  OrderedFile(Map<String, Object> config) {
    super(config);
  }

  @Override
  protected void writeFully(SFChunk chunk, long at, ByteBuffer bytes) {
    written += bytes.remaining();
    int first = (int) (at / BLOCK_BYTES);
    blank.clear(first, first + (bytes.remaining() + BLOCK_BYTES - 1) / BLOCK_BYTES);
    if (at < HEADER_BYTES) {
      force();
    } else if (bytes.remaining() > CHECKED_BYTES) {
      int end = bytes.limit();
      int body = bytes.remaining() - BLOCK_BYTES;
      bytes.limit(bytes.position() + body);
      super.writeFully(chunk, at, bytes);
      bytes.limit(end);
      super.sync();
      writeTail(chunk, at + body, bytes);
      return;
    }
    writeTail(chunk, at, bytes);
  }

  private void writeTail(SFChunk chunk, long at, ByteBuffer bytes) {
    forced = false;
    super.writeFully(chunk, at, bytes);
  }

  private void force() {
    if (!forced) {
      sync();
    }
  }

  @Override
  public void sync() {
    super.sync();
    forced = true;
  }

  /** All chunks of the file, live or not. */
  List<SFChunk> chunks() {
    return new ArrayList<>(getChunks().values());
  }

  /** The bytes written since it was opened. */
  long written() {
    return written;
  }

  /** The size of the file in blocks. */
  int blocks() {
    return (int) (size() / BLOCK_BYTES);
  }

  @Override
  public Collection<SFChunk> getRewriteCandidates() {
    return candidates == null ? super.getRewriteCandidates() : candidates;
  }

  /**
   * Rewrites the live pages of these chunks with the next commit.
   *
   * @return whether any could be rewritten
   */
  boolean rewrite(MVStore store, Collection<SFChunk> which) {
    candidates = which;
    try {
      return store.compact(ANY_FILL_RATE, Integer.MAX_VALUE);
    } finally {
      candidates = null;
    }
  }

  /**
   * Whether a chunk contains unused pages of one of these maps.
   *
   * @param maps the ids of maps
   */
  boolean hasUnusedPages(SFChunk chunk, BitSet maps) {
    if (chunk.maxLenLive == chunk.maxLen) {
      return false;
    }
    Map<String, String> known = DataUtils.parseMap(chunk.asString());
    int contents = Integer.parseInt(known.getOrDefault("toc", "0"), 16);
    int pages = Integer.parseInt(known.getOrDefault("pages", "0"), 16);
    if (contents == 0 || chunk.buffer != null) {
      return true;
    }
    BitSet unused = BitSet.valueOf(HexFormat.of().parseHex(known.getOrDefault("occupancy", "")));
    long at = chunk.block * BLOCK_BYTES + contents;
    ByteBuffer table = readFully(chunk, at, pages * Long.BYTES);
    return unused.stream()
        .anyMatch(page -> maps.get(DataUtils.getPageMapId(table.getLong(page * Long.BYTES))));
  }

  /**
   * Overwrites free blocks that may contain data with zeros.
   *
   * @param atMost the greatest number of blocks
   * @return the number of blocks; fewer than {@code atMost} if no more are left
   */
  int blank(int atMost) {
    saveChunkLock.lock();
    try {
      int done = 0;
      int from = HEADER_BLOCKS;
      while (done < atMost) {
        int begin = nextToBlank(from);
        int end = begin;
        while (end < blocks() && done < atMost && isToBlank(end)) {
          end++;
          done++;
        }
        if (begin == end) {
          return done;
        }
        super.writeFully(
            null, (long) begin * BLOCK_BYTES, ByteBuffer.allocate((end - begin) * BLOCK_BYTES));
        blank.set(begin, end);
        from = end;
      }
      return done;
    } finally {
      saveChunkLock.unlock();
    }
  }

  private int nextToBlank(int from) {
    int block = from;
    while (block < blocks() && !isToBlank(block)) {
      block++;
    }
    return block;
  }

  private boolean isToBlank(int block) {
    return !blank.get(block) && freeSpace.isFree((long) block * BLOCK_BYTES, BLOCK_BYTES);
  }
}
