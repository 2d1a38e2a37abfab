package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Note;
import io.votehub.people.People;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Holds guesses of passwords and codes to {@value #FAILURES} in 15 minutes for each name and
 * device. Devices on which the name never signed in share one bucket, so that a guesser cannot lock
 * the owner out of a known one. When a bucket is full it is locked for 15 minutes, then for twice
 * as long each time, up to a day. After {@value #ROW} failures in a row on any device the password
 * no longer works; a reset makes it work again.
 *
 * <p>Names without an account are treated alike. An attempt is counted before it is checked, so
 * that many at once are not checked at once.
 */
final class Lockout {
  static final int FAILURES = 5;
  static final int ROW = 100;
  static final String UNKNOWN_DEVICE = "";

  private static final long WINDOW_MS = TimeUnit.MINUTES.toMillis(15);
  private static final long LONGEST_MS = TimeUnit.DAYS.toMillis(1);
  private static final long ROW_KEPT_MS = TimeUnit.DAYS.toMillis(7);
  private static final int ROW_KEPT_FROM = 20;
  private static final int MAX_DEVICES = 20;
  private static final int MAX_STRIKES = 10;

  private final People people;
  private final InstantSource clock;

  /**
   * The failures of a device.
   *
   * @param since when the first of them was, UTC milliseconds
   * @param until when the lock ends; 0 if it is not locked
   * @param strikes how often it was locked
   */
  private record Bucket(int failures, long since, long until, int strikes) {
    private static final Bucket EMPTY = new Bucket(0, 0, 0, 0);
  }

  /**
   * Whether an attempt may be made.
   *
   * @param waitMs how long not; 0 if it may
   * @param lockBegins whether this attempt is the one that was too many
   * @param passwordOff whether the password does not count, even if it is right
   */
  record Attempt(long waitMs, boolean lockBegins, boolean passwordOff) {}

  private static final class Failures {
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private int row;
    private long waitMs;
    private boolean lockBegins;
  }

  Lockout(People people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  /**
   * Counts an attempt as failed until {@link #succeeded} says otherwise.
   *
   * @param name the keyed hash of what is guessed at
   * @param device a known device of that name, or {@link #UNKNOWN_DEVICE}
   */
  Future<Attempt> begin(String name, String device) {
    long now = clock.millis();
    return people
        .writeNote(
            key(name),
            text -> {
              Failures all = read(text);
              count(all, device, now);
              return write(all, now);
            })
        .map(
            note -> {
              Failures all = read(Optional.of(note.text()));
              return new Attempt(all.waitMs, all.lockBegins, all.row > ROW);
            });
  }

  private static void count(Failures all, String device, long now) {
    Bucket bucket = all.buckets.getOrDefault(device, Bucket.EMPTY);
    all.waitMs = 0;
    all.lockBegins = false;
    if (bucket.until > now) {
      all.waitMs = bucket.until - now;
      return;
    }
    if (bucket.until > 0 || now - bucket.since > WINDOW_MS) {
      bucket = new Bucket(0, now, 0, bucket.strikes);
    }
    if (bucket.failures >= FAILURES) {
      long lock = Math.min(LONGEST_MS, WINDOW_MS << Math.min(bucket.strikes, MAX_STRIKES));
      all.waitMs = lock;
      all.lockBegins = true;
      all.buckets.put(
          device, new Bucket(bucket.failures, bucket.since, now + lock, bucket.strikes + 1));
      return;
    }
    all.row = Math.min(all.row + 1, Integer.MAX_VALUE - 1);
    all.buckets.put(device, new Bucket(bucket.failures + 1, bucket.since, 0, bucket.strikes));
    while (all.buckets.size() > MAX_DEVICES) {
      all.buckets.entrySet().stream()
          .filter(each -> !each.getKey().equals(UNKNOWN_DEVICE))
          .min(Comparator.comparingLong(each -> each.getValue().since))
          .ifPresent(oldest -> all.buckets.remove(oldest.getKey()));
    }
  }

  /** The attempt was right after all: the device's failures are forgotten, and the row ends. */
  Future<Void> succeeded(String name, String device) {
    long now = clock.millis();
    return people
        .writeNote(
            key(name),
            text -> {
              Failures all = read(text);
              all.buckets.remove(device);
              all.row = 0;
              return write(all, now);
            })
        .mapEmpty();
  }

  /** The first factor of an attempt was right and the second is due: it was no failure. */
  Future<Void> halfway(String name, String device) {
    long now = clock.millis();
    return people
        .writeNote(
            key(name),
            text -> {
              Failures all = read(text);
              Bucket bucket = all.buckets.getOrDefault(device, Bucket.EMPTY);
              int failures = Math.max(0, bucket.failures - 1);
              all.row = Math.max(0, all.row - 1);
              all.buckets.put(
                  device, new Bucket(failures, bucket.since, bucket.until, bucket.strikes));
              return write(all, now);
            })
        .mapEmpty();
  }

  /** Forgets all failures of a name, after its password was reset. */
  Future<Void> forget(String name) {
    return people.takeNote(key(name)).mapEmpty();
  }

  private static String key(String name) {
    return "lockout:" + name;
  }

  private static Note write(Failures all, long now) {
    Map<String, Object> buckets = new LinkedHashMap<>();
    long until = now + (all.row >= ROW_KEPT_FROM ? ROW_KEPT_MS : WINDOW_MS);
    for (Map.Entry<String, Bucket> each : all.buckets.entrySet()) {
      Bucket b = each.getValue();
      // Strikes are remembered for as long as a lock lasted, or locks would never grow.
      until = Math.max(until, b.until == 0 ? 0 : b.until + (b.until - b.since) + WINDOW_MS);
      buckets.put(
          each.getKey(),
          Map.of("n", b.failures, "since", b.since, "until", b.until, "strikes", b.strikes));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("row", all.row);
    json.put("wait", all.waitMs);
    json.put("began", all.lockBegins);
    json.put("devices", buckets);
    return new Note(Json.write(json), until);
  }

  private static Failures read(Optional<String> text) {
    Failures all = new Failures();
    if (text.isEmpty()) {
      return all;
    }
    try {
      Map<String, Object> json = Json.readObject(text.get());
      all.row = (int) number(json, "row");
      all.waitMs = number(json, "wait");
      all.lockBegins = Boolean.TRUE.equals(json.get("began"));
      ((Map<?, ?>) json.get("devices"))
          .forEach(
              (device, value) -> {
                Map<?, ?> bucket = (Map<?, ?>) value;
                all.buckets.put(
                    (String) device,
                    new Bucket(
                        (int) number(bucket, "n"),
                        number(bucket, "since"),
                        number(bucket, "until"),
                        (int) number(bucket, "strikes")));
              });
      return all;
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }

  private static long number(Map<?, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }
}
