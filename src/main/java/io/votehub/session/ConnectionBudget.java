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
 * How many connections an instance holds, WebSockets and others, and how many it may hold: by its
 * settings, and by the descriptors that the system grants to the process, of which some are kept
 * back. A process without descriptors can neither write its store nor say that it is alive. Safe
 * from any thread; one is shared by all event loops.
 */
public final class ConnectionBudget {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionBudget.class);
  private static final long TELL_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** For the store's files, the engines' connections, those who ask for health, and the log. */
  private static final int MAX_RESERVE = 128;

  /** Kept back from WebSockets, so that requests are answered beside a full hall. */
  private static final int MAX_FOR_HTTP = 64;

  private final AtomicInteger http = new AtomicInteger();
  private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - TELL_EVERY_NANOS);
  private final int maxHttp;
  private final int maxAll;
  private final IntSupplier sockets;
  private final Counter crowded;
  private final Counter late;

  /**
   * @param port what meters call it, such as {@code main}
   * @param maxHttp how many connections may be open that are no WebSockets
   * @param descriptors how many files and connections the process may open from now on
   * @param sockets how many WebSockets are open
   */
  public ConnectionBudget(
      String port, int maxHttp, long descriptors, IntSupplier sockets, MeterRegistry registry) {
    this.maxHttp = maxHttp;
    this.maxAll = (int) Math.min(Integer.MAX_VALUE, descriptors - part(descriptors, MAX_RESERVE));
    this.sockets = sockets;
    Gauge.builder("votehub.http.connections", http, AtomicInteger::get)
        .description("Open connections that are no WebSockets")
        .tag("port", port)
        .register(registry);
    crowded = closed(registry, port, "crowded");
    late = closed(registry, port, "late");
  }

  private static Counter closed(MeterRegistry registry, String port, String reason) {
    return Counter.builder("votehub.http.connections.closed")
        .description("Connections that the hub cut: too many, or too slow")
        .tag("port", port)
        .tag("reason", reason)
        .register(registry);
  }

  private static long part(long of, int most) {
    return Math.min(of / 4, most);
  }

  /** How many files and connections this process may open beside those it has. */
  public static long freeDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
        : Integer.MAX_VALUE;
  }

  /** Takes a place for a connection, if there is any. */
  boolean take() {
    int open = http.get();
    while (open < maxHttp && open + sockets.getAsInt() < maxAll) {
      if (http.compareAndSet(open, open + 1)) {
        return true;
      }
      open = http.get();
    }
    return false;
  }

  void giveBack() {
    http.decrementAndGet();
  }

  /** Whether a connection may become a WebSocket, as far as descriptors go. */
  boolean hasRoomForSocket() {
    return sockets.getAsInt() < maxAll - part(maxAll, MAX_FOR_HTTP);
  }

  void cutAsCrowded() {
    crowded.increment();
    long now = System.nanoTime();
    long told = toldAt.get();
    if (now - told >= TELL_EVERY_NANOS && toldAt.compareAndSet(told, now)) {
      LOG.warn(
          "Connections are at their limit ({} beside {} WebSockets; limits.http-connections is {},"
              + " and descriptors allow {} in all): the quietest are closed",
          http.get(),
          sockets.getAsInt(),
          maxHttp,
          maxAll);
    }
  }

  void cutAsLate() {
    late.increment();
  }
}
