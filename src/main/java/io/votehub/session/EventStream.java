package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Server-sent events in place of a WebSocket, for networks that let none through: the same
 * messages, each as the data of one event, over an answer of HTTP that does not end. What ends it
 * is told by a last event of the type {@code close}, with the code that a WebSocket would have been
 * closed with.
 *
 * <p>Nothing can be asked of the client on this way. A sign of life is that its connection takes
 * what is sent, so something is sent every {@value #BEAT_MS} ms: the hub's time, as in a {@code
 * pong}. Lives on the event loop of the request.
 */
final class EventStream implements ClientSocket, FrameWriter {
  static final long BEAT_MS = 10_000;
  private static final int WRITABLE_BELOW_BYTES = 16 * 1024;
  private static final int SHORT = 125;
  private static final int MEDIUM = 126;
  private static final int LENGTH_BITS = 0x7F;
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Supplier<String> beat;
  private TextSocket.Listener listener;
  private Buffer gathered = Buffer.buffer();
  private long pending;
  private boolean ended;

  /**
   * @param beat makes the message that goes out when nothing else does
   */
  EventStream(Vertx vertx, HttpServerResponse response, Supplier<String> beat) {
    this.vertx = vertx;
    this.response = response;
    this.beat = beat;
  }

  @Override
  public void listen(TextSocket.Listener whom) {
    listener = whom;
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store, no-transform")
        // Otherwise nginx would gather events until there are some kilobytes.
        .putHeader("X-Accel-Buffering", "no")
        .exceptionHandler(fault -> lost())
        .closeHandler(closed -> lost());
  }

  private void lost() {
    ended = true;
    listener.closed(TextSocket.LOST);
  }

  @Override
  public long pingAfterAtMostMs() {
    return BEAT_MS;
  }

  @Override
  public void pause() {
    // Nothing comes on this way.
  }

  @Override
  public void resume() {
    // Nothing comes on this way.
  }

  @Override
  public void ping() {
    if (!ended) {
      Buffer event = event(beat.get().getBytes(StandardCharsets.UTF_8));
      response.write(event).onSuccess(taken -> listener.pong());
    }
  }

  @Override
  public void cut() {
    ended = true;
    response.reset();
  }

  @Override
  public void close(int code, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    Buffer last =
        Buffer.buffer("event: close\ndata: {\"code\":" + code + ",\"reason\":\"" + reason);
    // One that takes nothing more does not take the end either.
    long cut = vertx.setTimer(SessionLimits.CLOSED_WITHIN_MS, late -> response.reset());
    response.end(last.appendString("\"}\n\n")).onComplete(done -> vertx.cancelTimer(cut));
  }

  @Override
  public ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  @Override
  public boolean isWritable() {
    return pending < WRITABLE_BELOW_BYTES;
  }

  @Override
  public long pendingBytes() {
    return pending;
  }

  @Override
  public void write(String text) {
    gathered.appendBuffer(event(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void flush() {
    if (gathered.length() > 0) {
      Buffer events = gathered;
      gathered = Buffer.buffer();
      send(events);
    }
  }

  @Override
  public void send(ByteBuf frame) {
    flush();
    int header = header(frame.getByte(frame.readerIndex() + 1) & LENGTH_BITS);
    byte[] payload = new byte[frame.readableBytes() - header];
    frame.getBytes(frame.readerIndex() + header, payload);
    send(event(payload));
  }

  /** How long the header of a frame is (RFC 6455, 5.2) that a server has made. */
  private static int header(int length) {
    if (length <= SHORT) {
      return Short.BYTES;
    }
    return Short.BYTES + (length == MEDIUM ? Short.BYTES : Long.BYTES);
  }

  private void send(Buffer events) {
    if (!ended) {
      int length = events.length();
      pending += length;
      response.write(events).onComplete(taken -> pending -= length);
    }
  }

  /** JSON has no line breaks of its own, so it is one line of data. */
  private static Buffer event(byte[] json) {
    return Buffer.buffer(DATA.length + json.length + END.length)
        .appendBytes(DATA)
        .appendBytes(json)
        .appendBytes(END);
  }

  @Override
  public void release() {
    gathered = Buffer.buffer();
  }
}
