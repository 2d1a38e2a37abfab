package io.votehub.store;

import java.nio.ByteBuffer;
import java.util.Map;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * The file of an MVStore, written in an order that outlasts a loss of power at any moment.
 *
 * <p>A chunk is believed after a crash if its first and its last block are whole, and the file's
 * header is believed without a look at the chunk that it names. But what is not forced reaches the
 * disk in any order. So the last block of a chunk is written when the rest is on the disk, and the
 * header when the chunk is. That is one more forced write a commit, which all calls of its group
 * share.
 */
final class OrderedFile extends SingleFileStore {
  private static final int BLOCK_BYTES = 4096;
  private static final int HEADER_BYTES = 2 * BLOCK_BYTES;
  private boolean forced = true;

  OrderedFile(Map<String, Object> config) {
    super(config);
  }

  @Override
  protected void writeFully(SFChunk chunk, long at, ByteBuffer bytes) {
    if (at < HEADER_BYTES) {
      force();
    } else if (bytes.remaining() > BLOCK_BYTES) {
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
}
