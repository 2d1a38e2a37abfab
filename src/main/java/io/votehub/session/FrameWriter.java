package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * What goes to one client. Messages of its own are gathered and leave with the next flush; those
 * for many are encoded once, as a frame of a WebSocket, and shared. They arrive in the order in
 * which they were written. Used on the client's own event loop only.
 */
interface FrameWriter {
  int MAX_HEADER = 10;

  /** Encodes a message as one frame; the caller releases it. */
  static ByteBuf encode(ByteBufAllocator allocator, String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    ByteBuf frame = allocator.directBuffer(MAX_HEADER + length);
    ChannelFrameWriter.appendHeader(frame, length);
    ByteBufUtil.reserveAndWriteUtf8(frame, text, length);
    return frame;
  }

  ByteBufAllocator allocator();

  /** Whether the client takes more; otherwise it is behind. */
  boolean isWritable();

  /** How many bytes wait for the client. */
  long pendingBytes();

  /** Writes a message of this client alone; it leaves with the next {@link #flush}. */
  void write(String text);

  /** Sends what was written. */
  void flush();

  /** Sends a frame that others share; the caller keeps its own hold on it. */
  void send(ByteBuf frame);

  /** Lets go of what was written and will not be sent any more. */
  void release();
}
