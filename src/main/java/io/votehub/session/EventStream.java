package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Server-sent events (WHATWG HTML, 9.2) instead of a WebSocket, for networks that block those: the
 * same messages, each as the data of one event. The last event is of type {@code close} and has the
 * code with which a WebSocket would have been closed.
 *
 * <p>The client cannot be pinged on this channel. It counts as alive while its connection accepts
 * writes, so a heartbeat is written every {@value #HEARTBEAT_MS} ms of silence: the hub's time, as
 * in a {@code pong}. Confined to the event loop of the request.
 */
final class EventStream implements ClientSocket, FrameWriter {
  static final long HEARTBEAT_MS = 10_000;
  private static final int HIGH_WATER_MARK_BYTES = 16 * 1024;
  private static final int MAX_SHORT = 125;
  private static final int MEDIUM_MARK = 126;
  private static final int LENGTH_BITS = 0x7F;
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Supplier<String> heartbeat;
  private Listener listener;
  private Buffer buffered = Buffer.buffer();
  private long pending;
  private boolean ended;

  /**
   * @param heartbeat supplies the message that is sent when nothing else is
   */
  EventStream(Vertx vertx, HttpServerResponse response, Supplier<String> heartbeat) {
    this.vertx = vertx;
    this.response = response;
    this.heartbeat = heartbeat;
  }

  @Override
  public void setListener(Listener newListener) {
    listener = newListener;
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store, no-transform")
        // Otherwise nginx buffers events until there are a few kilobytes.
        .putHeader("X-Accel-Buffering", "no")
        .exceptionHandler(fault -> lost())
        .closeHandler(closed -> lost());
  }

  private void lost() {
    ended = true;
    listener.closed(ABNORMAL_CLOSURE);
  }

  @Override
  public long maxPingIntervalMs() {
    return HEARTBEAT_MS;
  }

  @Override
  public void pause() {
    // The client sends nothing on this connection.
  }

  @Override
  public void resume() {
    // The client sends nothing on this connection.
  }

  @Override
  public void ping() {
    if (!ended) {
      Buffer event = event(heartbeat.get().getBytes(StandardCharsets.UTF_8));
      response.write(event).onSuccess(taken -> listener.pong());
    }
  }

  @Override
  public void abort() {
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
    // A client that stopped reading does not accept the end of the response either.
    long abortTimer = vertx.setTimer(SessionLimits.CLOSE_TIMEOUT_MS, late -> response.reset());
    response.end(last.appendString("\"}\n\n")).onComplete(done -> vertx.cancelTimer(abortTimer));
  }

  @Override
  public ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  @Override
  public boolean isWritable() {
    return pending < HIGH_WATER_MARK_BYTES;
  }

  @Override
  public long pendingBytes() {
    return pending;
  }

  @Override
  public void write(String text) {
    buffered.appendBuffer(event(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void flush() {
    if (buffered.length() > 0) {
      Buffer events = buffered;
      buffered = Buffer.buffer();
      send(events);
    }
  }

  @Override
  public void writeAndFlush(ByteBuf frame) {
    flush();
    int header = headerBytes(frame.getByte(frame.readerIndex() + 1) & LENGTH_BITS);
    byte[] payload = new byte[frame.readableBytes() - header];
    frame.getBytes(frame.readerIndex() + header, payload);
    send(event(payload));
  }

  /** The size of the header of an unmasked frame (RFC 6455, 5.2). */
  private static int headerBytes(int length) {
    if (length <= MAX_SHORT) {
      return Short.BYTES;
    }
    return Short.BYTES + (length == MEDIUM_MARK ? Short.BYTES : Long.BYTES);
  }

  private void send(Buffer events) {
    if (!ended) {
      int length = events.length();
      pending += length;
      response.write(events).onComplete(taken -> pending -= length);
    }
  }

  /** JSON is written without line breaks, so it fits one data line. */
  private static Buffer event(byte[] json) {
    return Buffer.buffer(DATA.length + json.length + END.length)
        .appendBytes(DATA)
        .appendBytes(json)
        .appendBytes(END);
  }

  @Override
  public void release() {
    buffered = Buffer.buffer();
  }
}
