package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes text messages to one client. Messages for this client alone are buffered until the next
 * flush; a message for many clients is encoded once, as a WebSocket frame, and shared. Messages
 * arrive in the order in which they were written. Confined to the client's event loop.
 */
interface FrameWriter {
  int MAX_HEADER = 10;

  /** Encodes a message as one unmasked text frame (RFC 6455, 5.2); the caller releases it. */
  static ByteBuf encode(ByteBufAllocator allocator, String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    ByteBuf frame = allocator.directBuffer(MAX_HEADER + length);
    ChannelFrameWriter.appendHeader(frame, length);
    ByteBufUtil.reserveAndWriteUtf8(frame, text, length);
    return frame;
  }

  ByteBufAllocator allocator();

  /**
   * Whether the write queue has room; a client whose queue is full is a slow receiver. May be false
   * once the connection is closed.
   */
  boolean isWritable();

  /** The size of the write queue in bytes, without what has not been flushed. */
  long pendingBytes();

  /** Buffers a message for this client alone until the next {@link #flush}. */
  void write(String text);

  /** Sends the buffered messages. */
  void flush();

  /** Sends a shared frame behind the buffered messages; the caller keeps its reference. */
  void writeAndFlush(ByteBuf frame);

  /** Discards the buffered messages. */
  void release();
}
