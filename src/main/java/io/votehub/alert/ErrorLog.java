package io.votehub.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The latest errors of this process, one entry for all that have the same fingerprint: an error
 * that occurs a thousand times is one entry with a count. Keeps at most {@value #MAX_ENTRIES}
 * entries; when it is full, the one that has not occurred for the longest time is dropped. Safe
 * from any thread.
 */
public final class ErrorLog {
  /** How many different errors are kept. */
  public static final int MAX_ENTRIES = 100;

  private static final int MINUTES = 60;
  private static final long MINUTE_MS = 60_000;

  private final LongSupplier clock;
  private final Consumer<Severity> meter;
  private final Map<String, ErrorEntry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Severity, MinuteCounts> lastHour = new EnumMap<>(Severity.class);
  private long dropped;

  /**
   * @param clock UTC milliseconds
   * @param meter receives every recorded error
   */
  public ErrorLog(LongSupplier clock, Consumer<Severity> meter) {
    this.clock = clock;
    this.meter = meter;
    for (Severity severity : Severity.values()) {
      lastHour.put(severity, new MinuteCounts());
    }
  }

  /** Records one occurrence. */
  public void record(ErrorEvent event) {
    long now = clock.getAsLong();
    synchronized (this) {
      String key = event.fingerprint();
      ErrorEntry known = entries.get(key);
      entries.put(key, known == null ? ErrorEntry.first(event, now) : known.again(event, now));
      lastHour.get(event.severity()).add(now / MINUTE_MS);
      if (entries.size() > MAX_ENTRIES) {
        entries.remove(entries.keySet().iterator().next());
        dropped++;
      }
    }
    meter.accept(event.severity());
  }

  /** How many errors of a severity occurred within the last hour, to the minute. */
  public synchronized long lastHour(Severity severity) {
    return lastHour.get(severity).sum(clock.getAsLong() / MINUTE_MS);
  }

  /** All entries, the latest first. */
  public synchronized List<ErrorEntry> entries() {
    List<ErrorEntry> list = new ArrayList<>(entries.values());
    Collections.reverse(list);
    return List.copyOf(list);
  }

  /** The report of {@code GET /health/errors}. */
  public synchronized Map<String, Object> toJson() {
    Map<String, Object> hour = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      hour.put(severity.wire(), lastHour(severity));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lastHour", hour);
    json.put("errors", entries().stream().map(ErrorEntry::toJson).toList());
    json.put("dropped", dropped);
    return json;
  }

  /** Occurrences by minute over the last hour. */
  private static final class MinuteCounts {
    private final long[] minutes = new long[MINUTES];
    private final long[] counts = new long[MINUTES];

    void add(long minute) {
      int slot = (int) (minute % MINUTES);
      if (minutes[slot] != minute) {
        minutes[slot] = minute;
        counts[slot] = 0;
      }
      counts[slot]++;
    }

    long sum(long minute) {
      long sum = 0;
      for (int slot = 0; slot < MINUTES; slot++) {
        if (minutes[slot] > minute - MINUTES) {
          sum += counts[slot];
        }
      }
      return sum;
    }
  }
}
