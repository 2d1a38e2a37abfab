package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Note;
import io.votehub.people.People;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From where most requests were refused within the last {@value #DAYS} days, over all instances:
 * the top {@value #KEPT} pseudonyms of addresses a day. What an instance counts is written once a
 * minute; what it counted since is lost when it is killed. Thread-safe.
 */
public final class RefusalHistory {
  static final int DAYS = 30;
  static final int KEPT = 100;

  private static final Logger LOG = LoggerFactory.getLogger(RefusalHistory.class);
  private static final long WRITE_EVERY_MS = 60_000;
  private static final String NOTE = "refused:";

  private final Vertx vertx;
  private final People people;
  private final InstantSource clock;
  private volatile Supplier<Map<String, Integer>> counted = Map::of;
  private long timer = -1;

  /** A pseudonym of an address, and how many of its requests were refused. */
  public record Prefix(String pseudonym, int refused) {}

  RefusalHistory(Vertx vertx, People people, InstantSource clock) {
    this.vertx = vertx;
    this.people = people;
    this.clock = clock;
  }

  /**
   * Writes what is counted until this is closed.
   *
   * @param drain takes the counts since the last call
   */
  public void collect(Supplier<Map<String, Integer>> drain) {
    counted = drain;
    timer =
        vertx.setPeriodic(
            WRITE_EVERY_MS,
            tick -> write().onFailure(fault -> LOG.debug("Refusals could not be written", fault)));
  }

  private Future<Void> write() {
    Map<String, Integer> fresh = counted.get();
    if (fresh.isEmpty()) {
      return Future.succeededFuture();
    }
    long until = clock.millis() + TimeUnit.DAYS.toMillis(DAYS);
    return people
        .writeNote(
            NOTE + today(),
            text -> {
              Map<String, Integer> all = new HashMap<>(read(text));
              fresh.forEach((name, count) -> all.merge(name, count, RefusalHistory::sum));
              Map<String, Object> top = new LinkedHashMap<>();
              top(all, KEPT).forEach(each -> top.put(each.pseudonym, each.refused));
              return new Note(Json.write(top), until);
            })
        .mapEmpty();
  }

  private LocalDate today() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static int sum(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }

  private static List<Prefix> top(Map<String, Integer> all, int atMost) {
    return all.entrySet().stream()
        .map(each -> new Prefix(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingInt(Prefix::refused).reversed().thenComparing(Prefix::pseudonym))
        .limit(atMost)
        .toList();
  }

  /**
   * The pseudonyms with the most refused requests, the most first; what is counted now included.
   */
  public Future<List<Prefix>> top(int atMost) {
    LocalDate today = today();
    return write()
        .compose(
            written ->
                Future.all(
                    IntStream.range(0, DAYS)
                        .mapToObj(ago -> people.note(NOTE + today.minusDays(ago)))
                        .toList()))
        .map(
            notes -> {
              Map<String, Integer> all = new HashMap<>();
              for (Object note : notes.list()) {
                Optional<?> text = (Optional<?>) note;
                read(text.map(String.class::cast))
                    .forEach((name, count) -> all.merge(name, count, RefusalHistory::sum));
              }
              return top(all, atMost);
            });
  }

  private static Map<String, Integer> read(Optional<String> text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, Integer> all = new HashMap<>();
      Json.readObject(text.get())
          .forEach((name, count) -> all.put(name, ((Number) count).intValue()));
      return all;
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }

  void close() {
    vertx.cancelTimer(timer);
  }
}
