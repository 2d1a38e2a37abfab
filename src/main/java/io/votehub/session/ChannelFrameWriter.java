package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes text messages to one socket, below the WebSocket encoder: a frame of a server is a header
 * of two to ten bytes and the payload as it is (RFC 6455, 5.2), so one encoded frame can be shared
 * by all sockets of a room, where the encoder would make one for each. Valid because compression is
 * never negotiated and TLS ends before the hub.
 *
 * <p>Frames go past the handlers of the pipeline, and those of one turn go in one write. While
 * nothing waits in the channel and the system takes it, a frame goes straight to the socket (of
 * epoll), which spares the channel's bookkeeping for each of ten thousand receivers; what the
 * system does not take goes by the channel, and then so does all behind it. Used on the socket's
 * own event loop only, where what {@link TextSocket} writes reaches the channel at once, too; so
 * messages keep their order, also with control frames.
 */
final class ChannelFrameWriter implements FrameWriter {
  private static final int FINAL_TEXT = 0x81;
  private static final int MAX_SHORT = 125;
  private static final int MAX_MEDIUM = 0xFFFF;
  private static final int GATHERED_AT_FIRST = 256;
  private static final int GATHERED_AT_MOST = 16 * 1024;

  private final Channel channel;
  private final ChannelOutboundBuffer waiting;

  /**
   * Null where there is none that never blocks: one receiver that does not read would halt the
   * loop.
   */
  private final Socket descriptor;

  private ByteBuf gathered;

  ChannelFrameWriter(Channel channel) {
    this.channel = channel;
    waiting = channel.unsafe().outboundBuffer();
    descriptor =
        channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket own
            ? own
            : null;
  }

  static void appendHeader(ByteBuf frames, int length) {
    frames.writeByte(FINAL_TEXT);
    if (length <= MAX_SHORT) {
      frames.writeByte(length);
    } else if (length <= MAX_MEDIUM) {
      frames.writeByte(MAX_SHORT + 1).writeShort(length);
    } else {
      frames.writeByte(MAX_SHORT + 2).writeLong(length);
    }
  }

  @Override
  public ByteBufAllocator allocator() {
    return channel.alloc();
  }

  @Override
  public boolean isWritable() {
    return waiting == null || waiting.isWritable();
  }

  @Override
  public long pendingBytes() {
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  @Override
  public void write(String text) {
    if (gathered == null) {
      gathered = channel.alloc().directBuffer(GATHERED_AT_FIRST);
    }
    // Of text that is nearly always ASCII this is a plain copy.
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    appendHeader(gathered, utf8.length);
    gathered.writeBytes(utf8);
    if (gathered.readableBytes() > GATHERED_AT_MOST) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (gathered != null) {
      ByteBuf frames = gathered;
      gathered = null;
      sendRest(frames, sendNow(frames));
      frames.release();
    }
  }

  @Override
  public void send(ByteBuf frame) {
    flush();
    sendRest(frame, sendNow(frame));
  }

  /**
   * How many bytes the system took at once. The descriptor of a closed socket may be another's
   * already, so it is not touched.
   */
  private int sendNow(ByteBuf frames) {
    if (descriptor == null || !descriptor.isOpen() || pendingBytes() > 0) {
      return 0;
    }
    try {
      return descriptor.sendAddress(
          frames.memoryAddress(), frames.readerIndex(), frames.writerIndex());
    } catch (IOException broken) {
      // The channel meets the same fault, and tells everybody whom it concerns.
      return 0;
    }
  }

  private void sendRest(ByteBuf frames, int sent) {
    if (sent < frames.readableBytes()) {
      channel.unsafe().write(frames.retainedDuplicate().skipBytes(sent), channel.voidPromise());
      channel.unsafe().flush();
    }
  }

  @Override
  public void release() {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }
}
