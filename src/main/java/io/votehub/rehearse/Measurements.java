package io.votehub.rehearse;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What all phones of a rehearsal measure and count. Safe from any thread. */
final class Measurements {
  private static final int MAX_CODES = 32;

  final Latencies acks = new Latencies();
  final Latencies tallies = new Latencies();
  final Latencies joins = new Latencies();
  final Latencies loopLag = new Latencies();

  /** Phones with a connection that has joined. */
  final LongAdder present = new LongAdder();

  /** Phones that joined at least once. */
  final LongAdder arrived = new LongAdder();

  /** Times that a phone joined again with its token. */
  final LongAdder returned = new LongAdder();

  /** Times that a phone joined again and the hub had not kept its acknowledged ballot. */
  final LongAdder forgotten = new LongAdder();

  /** Connections that ended although the phone did not end them, or never came about. */
  final LongAdder broken = new LongAdder();

  final LongAdder sent = new LongAdder();
  final LongAdder acked = new LongAdder();

  /** Votes that came after the close. */
  final LongAdder late = new LongAdder();

  /** Votes that were sent again, because nothing was heard of them. */
  final LongAdder resent = new LongAdder();

  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

  void refused(String code) {
    if (refusals.size() < MAX_CODES || refusals.containsKey(code)) {
      refusals.computeIfAbsent(code, any -> new LongAdder()).increment();
    }
  }

  /** How often the hub refused something, by the code of the contract. */
  Map<String, Long> refusals() {
    Map<String, Long> sums = new TreeMap<>();
    refusals.forEach((code, count) -> sums.put(code, count.sum()));
    return sums;
  }
}
