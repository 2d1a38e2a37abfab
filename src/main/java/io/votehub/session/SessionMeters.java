package io.votehub.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.votehub.poll.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of the sessions of an instance, over all event loops. Thread-safe. */
public final class SessionMeters {
  /** Done, page left, no code given, and connection lost (RFC 6455, 7.4.1). */
  private static final Set<Integer> OF_BROWSERS =
      Set.of(1000, 1001, CloseHandshake.NO_STATUS, ClientSocket.ABNORMAL_CLOSURE);

  private final MeterRegistry registry;
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder openings = new LongAdder();
  private final Map<ErrorCode, Counter> refusedVotes = new EnumMap<>(ErrorCode.class);

  /** By label. Made when they are needed first, and kept: a registry looks long for a meter. */
  private final Map<String, Counter> closings = new ConcurrentHashMap<>();

  private final Timer ack;
  private final Timer length;
  private final Counter delivered;
  private final Counter skipped;
  private final Counter limited;

  public SessionMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("votehub.connections", connections, AtomicInteger::get)
        .description("Open WebSocket connections")
        .register(registry);
    ack =
        Timer.builder("votehub.ack")
            .description("Time from a vote's arrival to its ack")
            .register(registry);
    length =
        Timer.builder("votehub.connection.length")
            .description("Duration of connections")
            .register(registry);
    delivered =
        Counter.builder("votehub.tallies.delivered")
            .description("Tallies written to sockets")
            .register(registry);
    skipped =
        Counter.builder("votehub.tallies.skipped")
            .description("Tallies not written because the receiver was slow")
            .register(registry);
    limited =
        Counter.builder("votehub.limited")
            .tag("class", "messages")
            .tag("by", "connection")
            .description(
                "Requests and messages over their rate limit, by kind and by who is limited")
            .register(registry);
    for (ErrorCode code : ErrorCode.values()) {
      refusedVotes.put(
          code, Counter.builder("votehub.votes").tag("outcome", code.wire()).register(registry));
    }
  }

  int opened() {
    openings.increment();
    return connections.incrementAndGet();
  }

  void closed(int status, long nanos) {
    connections.decrementAndGet();
    length.record(nanos, TimeUnit.NANOSECONDS);
    closings.computeIfAbsent(label(status), this::closing).increment();
  }

  private Counter closing(String label) {
    return Counter.builder("votehub.connections.closed")
        .tag("code", label)
        .description("Closed connections by their close code")
        .register(registry);
  }

  /**
   * Clients choose close codes freely; only those that the hub sends or that every browser knows
   * become labels, to bound their number.
   */
  private static String label(int status) {
    return CloseCode.isSent(status) || OF_BROWSERS.contains(status)
        ? Integer.toString(status)
        : "other";
  }

  /** Counts a vote that was refused before it reached its counter. */
  void refused(ErrorCode code) {
    refusedVotes.get(code).increment();
  }

  /** Counts a connection whose reading is paused because it sent too many messages. */
  void limited() {
    limited.increment();
  }

  void acked(long nanos) {
    ack.record(nanos, TimeUnit.NANOSECONDS);
  }

  void delivered(int count) {
    delivered.increment(count);
  }

  void skipped(int count) {
    skipped.increment(count);
  }

  /** Connections opened since the start. */
  public long openings() {
    return openings.sum();
  }

  /** Open connections of the whole instance. */
  public int connections() {
    return connections.get();
  }
}
