package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Writes text messages to one socket, below the WebSocket encoder: a frame of a server is a header
 * of two to ten bytes and the payload as it is (RFC 6455, 5.2), so one encoded frame can be shared
 * by all sockets of a room, where the encoder would make one for each. Valid because compression is
 * never negotiated.
 *
 * <p>Used on the socket's own event loop only, where a write goes straight to the channel; so
 * messages keep their order, also with the control frames that the WebSocket itself writes.
 */
final class Outbound {
  private static final int FINAL_TEXT = 0x81;
  private static final int MAX_SHORT = 125;
  private static final int MAX_MEDIUM = 0xFFFF;
  private static final int MAX_HEADER = 10;

  private final ChannelHandlerContext channel;

  Outbound(ServerWebSocket socket) {
    channel = ((WebSocketInternal) socket).channelHandlerContext();
  }

  /** Encodes a message as one frame; the caller releases it. */
  static ByteBuf encode(ByteBufAllocator allocator, String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    ByteBuf frame = allocator.directBuffer(MAX_HEADER + length);
    frame.writeByte(FINAL_TEXT);
    if (length <= MAX_SHORT) {
      frame.writeByte(length);
    } else if (length <= MAX_MEDIUM) {
      frame.writeByte(MAX_SHORT + 1).writeShort(length);
    } else {
      frame.writeByte(MAX_SHORT + 2).writeLong(length);
    }
    ByteBufUtil.writeUtf8(frame, text);
    return frame;
  }

  ByteBufAllocator allocator() {
    return channel.alloc();
  }

  /** Whether the socket takes more; otherwise its receiver is behind. */
  boolean isWritable() {
    return channel.channel().isWritable();
  }

  /** How many bytes wait for the receiver. */
  long pendingBytes() {
    var buffer = channel.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** Writes a message of this socket alone; it leaves with the next {@link #flush}. */
  void write(String text) {
    channel.write(encode(channel.alloc(), text), channel.voidPromise());
  }

  void flush() {
    channel.flush();
  }

  /** Sends a frame that others share; the caller keeps its own hold on it. */
  void send(ByteBuf frame) {
    channel.writeAndFlush(frame.retainedDuplicate(), channel.voidPromise());
  }
}
