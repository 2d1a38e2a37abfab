package io.votehub.rehearse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A latency over a whole rehearsal and by the second, to within one percent. {@link #record} is
 * safe from any thread; everything else must be called from a single one.
 */
final class Latencies {
  private static final long HIGHEST_MICROS = 120_000_000;
  private static final int SIGNIFICANT_DIGITS = 2;
  private static final double P99 = 99;

  private final Recorder recorder = new Recorder(HIGHEST_MICROS, SIGNIFICANT_DIGITS);
  private final Histogram all = new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS);
  private Histogram second;

  void record(long nanos) {
    recorder.recordValue(Math.max(0, Math.min(HIGHEST_MICROS, nanos / 1000)));
  }

  /** Ends a second; returns its 99th percentile in milliseconds, -1 if nothing was recorded. */
  double endSecond() {
    second = recorder.getIntervalHistogram(second);
    all.add(second);
    return second.getTotalCount() == 0 ? -1 : millis(second.getValueAtPercentile(P99));
  }

  /** Up to the last {@link #endSecond}. */
  Summary summary() {
    return new Summary(
        all.getTotalCount(),
        millis(all.getValueAtPercentile(50)),
        millis(all.getValueAtPercentile(P99)),
        millis(all.getMaxValue()));
  }

  private static double millis(long micros) {
    return Math.round(micros / 100.0) / 10.0;
  }

  /**
   * @param count how many were recorded; the other values mean nothing if there are none
   */
  record Summary(long count, double p50Ms, double p99Ms, double maxMs) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("count", count);
      json.put("p50Ms", p50Ms);
      json.put("p99Ms", p99Ms);
      json.put("maxMs", maxMs);
      return json;
    }
  }
}
