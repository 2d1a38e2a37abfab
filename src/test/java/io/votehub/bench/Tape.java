package io.votehub.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Recorded counts, and latencies in nanoseconds. It records before the start as well: code that
 * began to run only then would have the generator's compiled loops thrown away, and for half a
 * second it would keep up with no server. Confined to one thread.
 */
final class Tape {
  private static final long MAX_NANOS = 60_000_000_000L;

  private final Histogram ack = new Histogram(MAX_NANOS, 3);
  private final Histogram tally = new Histogram(MAX_NANOS, 3);
  private long votes;
  private long acks;
  private long tallies;
  private long errors;

  /** Forgets what was recorded so far. */
  void start() {
    ack.reset();
    tally.reset();
    votes = 0;
    acks = 0;
    tallies = 0;
    errors = 0;
  }

  void voted() {
    votes++;
  }

  void acked(long nanos) {
    acks++;
    ack.recordValue(Math.min(MAX_NANOS, nanos));
  }

  void tallied() {
    tallies++;
  }

  void sawOwnVote(long nanos) {
    tally.recordValue(Math.min(MAX_NANOS, nanos));
  }

  void failed() {
    errors++;
  }

  /** Latencies only of what there was. */
  Map<String, Object> figures(double seconds, double cpuSeconds) {
    long delivered = acks + tallies;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("votesPerSecond", Math.round(votes / seconds));
    json.put("acksPerSecond", Math.round(acks / seconds));
    json.put("talliesPerSecond", Math.round(tallies / seconds));
    json.put("errors", errors);
    if (ack.getTotalCount() > 0) {
      json.put("ackP50Ms", ms(ack, 50));
      json.put("ackP99Ms", ms(ack, 99));
    }
    if (tally.getTotalCount() > 0) {
      json.put("tallyP50Ms", ms(tally, 50));
      json.put("tallyP99Ms", ms(tally, 99));
    }
    json.put("hubCpuShare", round(cpuSeconds / seconds));
    json.put(
        "hubCpuSecondsPerMillionDelivered",
        delivered == 0 ? 0.0 : round(cpuSeconds / delivered * 1e6));
    return json;
  }

  private static double ms(Histogram histogram, double percentile) {
    return round(histogram.getValueAtPercentile(percentile) / 1e6);
  }

  static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
