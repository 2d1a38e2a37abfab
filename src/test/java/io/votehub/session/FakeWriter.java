package io.votehub.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/** The write queue of a client that reads as slowly as the test likes. */
final class FakeWriter implements FrameWriter {
  /** What was written, in order; of a frame its header, too. */
  final List<String> sent = new ArrayList<>();

  final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  long pending;
  boolean writable = true;
  boolean released;
  int flushes;

  @Override
  public ByteBufAllocator allocator() {
    return allocator;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public long pendingBytes() {
    return pending;
  }

  @Override
  public void write(String text) {
    sent.add(text);
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public void writeAndFlush(ByteBuf frame) {
    sent.add(frame.toString(UTF_8));
    flushes++;
  }

  @Override
  public void release() {
    released = true;
  }
}
