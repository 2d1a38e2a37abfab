package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Reassembles fragmented messages (RFC 6455, 5.4), up to {@link SessionLimits#MAX_MESSAGE_BYTES}.
 * Confined to one event loop.
 */
final class FragmentBuffer {
  private final ByteBufAllocator allocator;

  /** Null between messages. */
  private ByteBuf fragments;

  FragmentBuffer(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** Appends a fragment; discards the message and returns false if it has become too long. */
  boolean append(ByteBuf fragment) {
    if (fragments == null) {
      fragments = allocator.buffer(fragment.readableBytes());
    }
    if (fragments.readableBytes() + fragment.readableBytes() > SessionLimits.MAX_MESSAGE_BYTES) {
      release();
      return false;
    }
    fragments.writeBytes(fragment);
    return true;
  }

  /** The message; the caller releases it. */
  ByteBuf take() {
    ByteBuf message = fragments;
    fragments = null;
    return message;
  }

  /** Discards an incomplete message. */
  void release() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }
}
