package io.votehub.store.embedded;

import java.util.List;
import org.h2.mvstore.SFChunk;

/**
 * What the blocks of a store file are used for.
 *
 * @param blocks the size of the file
 * @param live what the live pages take; the rest of a live chunk is hollow until it is rewritten
 * @param hollow what the unused pages of live chunks take
 * @param dead the blocks of chunks without live pages, which are not free yet
 */
record FileUsage(long blocks, long live, long hollow, long dead) {
  private static final int PERCENT = 100;

  static FileUsage of(OrderedFile file) {
    return of(file.blocks(), file.chunks());
  }

  private static FileUsage of(long blocks, List<SFChunk> chunks) {
    long live = 0;
    long hollow = 0;
    long dead = 0;
    for (SFChunk chunk : chunks) {
      long ofLive = liveBlocks(chunk);
      live += ofLive;
      if (ofLive == 0) {
        dead += chunk.len;
      } else {
        hollow += chunk.len - ofLive;
      }
    }
    return new FileUsage(blocks, live, hollow, dead);
  }

  private static long liveBlocks(SFChunk chunk) {
    // Rounded up: a chunk with a small live page is not dead.
    return chunk.maxLenLive == 0 ? 0 : 1 + (chunk.len - 1L) * chunk.maxLenLive / chunk.maxLen;
  }

  /** How much of a chunk is live, in percent. */
  static long livePercent(SFChunk chunk) {
    return chunk.maxLen == 0 ? PERCENT : PERCENT * chunk.maxLenLive / chunk.maxLen;
  }

  /** The blocks that can be written to. */
  long free() {
    return blocks - live - hollow - dead;
  }
}
