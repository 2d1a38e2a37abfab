package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes text messages to one WebSocket, bypassing the WebSocket encoder: a server's frame is a
 * header of two to ten bytes and the unmasked payload (RFC 6455, 5.2), so one encoded frame can be
 * shared by all connections of a room, where the encoder would allocate one for each. Valid because
 * compression is never negotiated.
 *
 * <p>Frames bypass the pipeline, and those of one event loop iteration are written together. While
 * the channel's outbound buffer is empty, a frame is written directly to the epoll socket, which
 * saves the channel's bookkeeping for each of ten thousand receivers; what the kernel does not
 * accept goes through the outbound buffer, as does everything behind it. On the event loop the
 * control frames of {@link TextSocket} reach the channel at once too, so all frames keep their
 * order.
 *
 * <p>With TLS, frames take the way through the pipeline, whose TLS handler encrypts them for each
 * connection; what it has not encrypted yet is part of {@link #pendingBytes}, too.
 */
final class ChannelFrameWriter implements FrameWriter {
  private static final int FINAL_TEXT = 0x81;
  private static final int MAX_SHORT = 125;
  private static final int MAX_MEDIUM = 0xFFFF;
  private static final int INITIAL_BUFFER_BYTES = 256;
  private static final int MAX_BUFFER_BYTES = 16 * 1024;

  private final Channel channel;
  private final ChannelOutboundBuffer queue;

  /**
   * The non-blocking epoll socket; null with TLS, and with other transports, whose sockets might
   * block the event loop.
   */
  private final Socket socket;

  private final boolean tls;

  private ByteBuf buffered;

  ChannelFrameWriter(Channel channel) {
    this.channel = channel;
    queue = channel.unsafe().outboundBuffer();
    tls = channel.pipeline().get(SslHandler.class) != null;
    socket =
        !tls && channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket own
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
    return (queue == null || queue.isWritable()) && isOpen();
  }

  private boolean isOpen() {
    return socket == null ? channel.isOpen() : socket.isOpen();
  }

  @Override
  public long pendingBytes() {
    return queue == null ? 0 : queue.totalPendingWriteBytes();
  }

  @Override
  public void write(String text) {
    if (buffered == null) {
      buffered = channel.alloc().directBuffer(INITIAL_BUFFER_BYTES);
    }
    // Nearly always ASCII, for which this is a plain copy.
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    appendHeader(buffered, utf8.length);
    buffered.writeBytes(utf8);
    if (buffered.readableBytes() > MAX_BUFFER_BYTES) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (buffered != null) {
      ByteBuf frames = buffered;
      buffered = null;
      writeRest(frames, writeDirectly(frames));
      frames.release();
    }
  }

  @Override
  public void writeAndFlush(ByteBuf frame) {
    flush();
    writeRest(frame, writeDirectly(frame));
  }

  /**
   * Returns how many bytes the kernel accepted. A closed socket's file descriptor may have been
   * reused, so it must not be written to.
   */
  private int writeDirectly(ByteBuf frames) {
    if (socket == null || !socket.isOpen() || pendingBytes() > 0) {
      return 0;
    }
    try {
      return socket.sendAddress(frames.memoryAddress(), frames.readerIndex(), frames.writerIndex());
    } catch (IOException broken) {
      // The channel will fail in the same way and notify its handlers.
      return 0;
    }
  }

  private void writeRest(ByteBuf frames, int sent) {
    if (tls) {
      // Read-only, because the TLS handler may append to a writable buffer, and this one is shared.
      channel.writeAndFlush(frames.retainedDuplicate().asReadOnly());
    } else if (sent < frames.readableBytes()) {
      channel.unsafe().write(frames.retainedDuplicate().skipBytes(sent), channel.voidPromise());
      channel.unsafe().flush();
    }
  }

  @Override
  public void release() {
    if (buffered != null) {
      buffered.release();
      buffered = null;
    }
  }
}
