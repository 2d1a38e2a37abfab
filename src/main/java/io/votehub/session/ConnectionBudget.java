package io.votehub.session;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the connections of an instance, WebSockets and others, against two limits: the configured
 * one, and the file descriptors that the process may open, of which some are reserved. A process
 * out of descriptors can neither write to its store nor answer health checks. Thread-safe; shared
 * by all event loops.
 */
public final class ConnectionBudget {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionBudget.class);
  private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** For the store's files, connections to Redis and MongoDB, health checks and the log. */
  private static final int MAX_RESERVE = 128;

  /** Not available to WebSockets, so that requests are served when all of theirs are taken. */
  private static final int MAX_HTTP_RESERVE = 64;

  private final AtomicInteger http = new AtomicInteger();
  private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);
  private final int maxHttp;
  private final int maxAll;
  private final IntSupplier sockets;
  private final Counter evicted;
  private final Counter timedOut;

  /**
   * @param port the tag of the metrics, such as {@code main}
   * @param maxHttp limit of open connections other than WebSockets
   * @param descriptors how many more file descriptors the process may open
   * @param sockets supplies the number of open WebSockets
   */
  public ConnectionBudget(
      String port, int maxHttp, long descriptors, IntSupplier sockets, MeterRegistry registry) {
    this.maxHttp = maxHttp;
    this.maxAll =
        (int) Math.min(Integer.MAX_VALUE, descriptors - reserve(descriptors, MAX_RESERVE));
    this.sockets = sockets;
    Gauge.builder("votehub.http.connections", http, AtomicInteger::get)
        .description("Open connections other than WebSockets")
        .tag("port", port)
        .register(registry);
    Gauge.builder("votehub.http.connections.limit", () -> Math.min(maxHttp, maxAll))
        .description("How many of those the hub takes")
        .tag("port", port)
        .register(registry);
    evicted = closed(registry, port, "crowded");
    timedOut = closed(registry, port, "late");
  }

  private static Counter closed(MeterRegistry registry, String port, String reason) {
    return Counter.builder("votehub.http.connections.closed")
        .description("Connections closed by the hub because they were too many or too slow")
        .tag("port", port)
        .tag("reason", reason)
        .register(registry);
  }

  private static long reserve(long descriptors, int max) {
    return Math.min(descriptors / 4, max);
  }

  /** How many more file descriptors this process may open. */
  public static long freeDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
        : Integer.MAX_VALUE;
  }

  /** Counts a connection other than a WebSocket; returns false if the limit is reached. */
  boolean tryAcquire() {
    int open = http.get();
    while (open < maxHttp && open + sockets.getAsInt() < maxAll) {
      if (http.compareAndSet(open, open + 1)) {
        return true;
      }
      open = http.get();
    }
    return false;
  }

  void release() {
    http.decrementAndGet();
  }

  /** Whether the file descriptors allow another WebSocket. */
  boolean allowsWebSocket() {
    return sockets.getAsInt() < maxAll - reserve(maxAll, MAX_HTTP_RESERVE);
  }

  /** Counts a connection that is closed to make room, and logs a warning at intervals. */
  void countEvicted() {
    evicted.increment();
    long now = System.nanoTime();
    long last = loggedAt.get();
    if (now - last >= LOG_INTERVAL_NANOS && loggedAt.compareAndSet(last, now)) {
      LOG.warn(
          "Connection limit reached: {} HTTP connections and {} WebSockets are open;"
              + " limits.http-connections is {}, and file descriptors allow {} in total. Idle"
              + " connections are being closed",
          http.get(),
          sockets.getAsInt(),
          maxHttp,
          maxAll);
    }
  }

  /** Counts a connection that is closed because it is too slow. */
  void countTimedOut() {
    timedOut.increment();
  }
}
