package io.votehub.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop other than WebSockets. Every phase has a time limit: sending
 * nothing yet, receiving the head of the first request, receiving each body, being idle between
 * requests, and writing to a client that does not read (the last two by the server's idle
 * timeouts). When the connection limit is reached, the connection that has been idle for longest is
 * closed in favour of the new one, but never one whose request is being answered. Confined to its
 * event loop.
 */
public final class HttpConnections {
  /**
   * The time limits of a connection.
   *
   * @param silentMs for the first byte
   * @param headMs from the first byte to the end of the first request's head
   * @param bodyMs from the head of each request to the end of its body
   */
  record Times(long silentMs, long headMs, long bodyMs) {
    /**
     * Browsers connect ahead of need. Chromium keeps such a connection for 60 s, and does not
     * repeat a request that meets its end, so the hub waits for longer. The body limit is longer
     * than the default request timeout, whose 408 should come first.
     */
    static final Times DEFAULT = new Times(70_000, 10_000, 17_000);

    private static final int CHECKS_PER_TIMEOUT = 10;

    long checkEveryMs() {
      return Math.max(1, Math.min(headMs, bodyMs) / CHECKS_PER_TIMEOUT);
    }
  }

  /**
   * What a connection does.
   *
   * @param request the latest one, null until there is one
   */
  private record Activity(boolean silent, HttpServerRequest request, long since) {
    static Activity opened() {
      return new Activity(true, null, System.nanoTime());
    }

    static Activity begun() {
      return new Activity(false, null, System.nanoTime());
    }

    static Activity of(HttpServerRequest request) {
      return new Activity(false, request, System.nanoTime());
    }

    boolean receiving() {
      return request == null || !request.isEnded();
    }

    /** Whether no request is being processed. */
    boolean idle() {
      return receiving() || request.response().ended();
    }

    boolean timedOut(long now, Times times) {
      return receiving() && now - since > TimeUnit.MILLISECONDS.toNanos(limitMs(times));
    }

    private long limitMs(Times times) {
      if (silent) {
        return times.silentMs;
      }
      return request == null ? times.headMs : times.bodyMs;
    }
  }

  /** Tells of the first bytes of a connection, and leaves. */
  private static final class FirstBytes extends ChannelInboundHandlerAdapter {
    private final Runnable arrived;

    FirstBytes(Runnable arrived) {
      this.arrived = arrived;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      ctx.pipeline().remove(this);
      arrived.run();
      ctx.fireChannelRead(bytes);
    }
  }

  private final Vertx vertx;
  private final ConnectionBudget budget;
  private final Times times;

  /** In the order of their latest request. */
  private final Map<HttpConnection, Activity> open = new LinkedHashMap<>();

  /** The open connections that are closed after their current response. */
  private final Set<HttpConnection> closing = new HashSet<>();

  private long timer = -1;

  public HttpConnections(Vertx vertx, ConnectionBudget budget) {
    this(vertx, budget, Times.DEFAULT);
  }

  HttpConnections(Vertx vertx, ConnectionBudget budget, Times times) {
    this.vertx = vertx;
    this.budget = budget;
    this.times = times;
  }

  /** Starts to enforce the time limits. */
  public void start() {
    timer = vertx.setPeriodic(times.checkEveryMs(), tick -> sweep(System.nanoTime()));
  }

  /** Stops to enforce the time limits. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Tracks an accepted connection, or closes it if there is no room for it. */
  public void accepted(HttpConnection connection) {
    while (!budget.tryAcquire()) {
      budget.countEvicted();
      if (!abortLongestIdle()) {
        abort(connection);
        return;
      }
    }
    open.put(connection, Activity.opened());
    connection.closeHandler(closed -> forget(connection));
    ChannelPipeline pipeline = context(connection).pipeline();
    // In front of the decoder, so behind the end of TLS.
    pipeline.addBefore(
        pipeline.context(HttpRequestDecoder.class).name(),
        null,
        new FirstBytes(() -> open.replace(connection, Activity.begun())));
  }

  /**
   * Notes that the head of a request was received.
   *
   * @return whether to answer it; what follows a rejected request cannot be trusted to be one
   */
  public boolean received(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (closing.contains(connection)) {
      return false;
    }
    if (open.remove(connection) != null) {
      open.put(connection, Activity.of(request));
    }
    return true;
  }

  /** Ignores further requests of a connection that is closed after its current response. */
  void closeAfterResponse(HttpConnection connection) {
    if (open.containsKey(connection)) {
      closing.add(connection);
    }
  }

  /** Stops to track a connection that was closed or has become a WebSocket. */
  void forget(HttpConnection connection) {
    if (open.remove(connection) != null) {
      closing.remove(connection);
      budget.release();
    }
  }

  private boolean abortLongestIdle() {
    for (Map.Entry<HttpConnection, Activity> each : open.entrySet()) {
      if (each.getValue().idle()) {
        HttpConnection connection = each.getKey();
        forget(connection);
        abort(connection);
        return true;
      }
    }
    return false;
  }

  private void sweep(long now) {
    List<HttpConnection> timedOut = new ArrayList<>();
    open.forEach(
        (connection, activity) -> {
          if (activity.timedOut(now, times)) {
            timedOut.add(connection);
          }
        });
    for (HttpConnection connection : timedOut) {
      budget.countTimedOut();
      forget(connection);
      abort(connection);
    }
  }

  /**
   * Vert.x's own close first flushes the write queue, which a stalled client can delay for ever.
   */
  private static void abort(HttpConnection connection) {
    context(connection).close();
  }

  private static ChannelHandlerContext context(HttpConnection connection) {
    return ((ConnectionBase) connection).channelHandlerContext();
  }
}
