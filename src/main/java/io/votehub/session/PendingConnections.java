package io.votehub.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that are accepted and not yet served: in the TLS handshake, or waiting for a busy
 * event loop. Their number is bounded from the moment they are accepted, since each holds a file
 * descriptor. When places run short, the connection that has waited for longest, and at least
 * {@link #PATIENCE_MS}, is closed in favour of a new one; while none has, new ones are refused.
 * Safe from any thread; shared by all servers.
 */
public final class PendingConnections {
  /** Longer than a handshake takes over a slow network, or in a crowd that connects at once. */
  static final long PATIENCE_MS = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(PendingConnections.class);
  private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** The share of the process' free file descriptors that may be held by these connections. */
  private static final int DESCRIPTORS_SHARE = 8;

  /** The share of the places that is kept for connections whose close is still under way. */
  private static final int CLOSING_SHARE = 8;

  private final int limit;
  private final int places;
  private final LongSupplier nanos;
  private final Counter closed;

  /** When each was accepted; in that order. */
  private final Map<Channel, Long> waiting = new LinkedHashMap<>();

  /** Told to close, and still holding their descriptors. */
  private final Set<Channel> closing = new HashSet<>();

  private long loggedAt;

  PendingConnections(int limit, LongSupplier nanos, MeterRegistry registry) {
    this.limit = Math.max(2, limit);
    this.places = this.limit - Math.max(1, this.limit / CLOSING_SHARE);
    this.nanos = nanos;
    this.loggedAt = nanos.getAsLong() - LOG_INTERVAL_NANOS;
    Gauge.builder("votehub.http.connections.pending", this, PendingConnections::count)
        .description("Accepted connections in the TLS handshake, or waiting for an event loop")
        .register(registry);
    Gauge.builder("votehub.http.connections.pending.limit", () -> this.limit)
        .description("How many of those the hub takes")
        .register(registry);
    closed =
        Counter.builder("votehub.http.connections.closed")
            .description("Connections closed by the hub because they were too many or too slow")
            .tag("port", "main")
            .tag("reason", "pending")
            .register(registry);
  }

  /**
   * As many as there may be HTTP connections, but no more than an eighth of the file descriptors.
   *
   * @param descriptors how many more file descriptors the process may open
   */
  public static PendingConnections within(
      int httpConnections, long descriptors, MeterRegistry registry) {
    long limit = Math.min(httpConnections, descriptors / DESCRIPTORS_SHARE);
    return new PendingConnections((int) limit, System::nanoTime, registry);
  }

  /** The greatest number at any moment. */
  public int limit() {
    return limit;
  }

  synchronized int count() {
    return waiting.size() + closing.size();
  }

  /**
   * Counts a connection that was accepted until it is served or closed. Returns false if there is
   * no place for it; the caller then closes it.
   */
  public boolean accept(Channel connection) {
    synchronized (this) {
      long now = nanos.getAsLong();
      if (waiting.size() >= places) {
        closeLongest(now);
      }
      if (waiting.size() >= places || count() >= limit) {
        closed(now);
        return false;
      }
      waiting.put(connection, now);
    }
    connection.closeFuture().addListener(end -> forget(connection));
    return true;
  }

  /** Stops to count a connection that a server has taken over. */
  void served(HttpConnection connection) {
    forget(((ConnectionBase) connection).channelHandlerContext().channel());
  }

  synchronized void forget(Channel connection) {
    if (waiting.remove(connection) == null) {
      closing.remove(connection);
    }
  }

  private void closeLongest(long now) {
    Iterator<Map.Entry<Channel, Long>> oldest = waiting.entrySet().iterator();
    Map.Entry<Channel, Long> longest = oldest.next();
    Channel connection = longest.getKey();
    if (closing.size() < limit - places
        && now - longest.getValue() >= TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS)
        && connection.isRegistered()) {
      oldest.remove();
      closing.add(connection);
      closed(now);
      connection.close();
    }
  }

  private void closed(long now) {
    closed.increment();
    if (now - loggedAt >= LOG_INTERVAL_NANOS) {
      loggedAt = now;
      LOG.warn(
          "{} connections are accepted but not served yet, of at most {}: they do not finish their"
              + " TLS handshake, or more arrive than the hub can take. Those that wait for longest"
              + " are being closed, or new ones refused",
          count(),
          limit);
    }
  }
}
