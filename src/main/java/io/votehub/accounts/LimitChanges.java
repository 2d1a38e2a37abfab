package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Note;
import io.votehub.people.People;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits that operators changed at run time, in place of the settings; kept in the store, and
 * known to every instance within {@value #LOOK_EVERY_MS} ms and one answer of the store. While the
 * store is away, the last known ones apply. Thread-safe.
 */
public final class LimitChanges {
  static final int LOOK_EVERY_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(LimitChanges.class);
  private static final String NOTE = "limits";
  private static final long KEPT_MS = TimeUnit.DAYS.toMillis(36_500);

  private final Vertx vertx;
  private final People people;
  private final InstantSource clock;
  private volatile Map<String, String> known = Map.of();
  private volatile Consumer<Map<String, String>> listener = changes -> {};
  private long timer = -1;

  public LimitChanges(Vertx vertx, People people, InstantSource clock) {
    this.vertx = vertx;
    this.people = people;
    this.clock = clock;
  }

  /**
   * Follows the changes until this is closed.
   *
   * @param applied called with all of them, by name, when they differ from those known before
   */
  public void follow(Consumer<Map<String, String>> applied) {
    listener = applied;
    timer = vertx.setPeriodic(0, LOOK_EVERY_MS, tick -> look());
  }

  private void look() {
    people
        .note(NOTE)
        .map(LimitChanges::read)
        .onSuccess(this::learned)
        .onFailure(fault -> LOG.debug("Changed limits could not be read", fault));
  }

  private synchronized void learned(Map<String, String> now) {
    if (!now.equals(known)) {
      known = now;
      listener.accept(now);
    }
  }

  /** The changes as far as this instance knows them. */
  public Map<String, String> known() {
    return known;
  }

  /**
   * Changes one limit, on all instances.
   *
   * @param value empty to go back to the settings
   */
  public Future<Map<String, String>> change(String name, Optional<String> value) {
    return people
        .writeNote(
            NOTE,
            text -> {
              Map<String, String> all = new TreeMap<>(read(text));
              value.ifPresentOrElse(given -> all.put(name, given), () -> all.remove(name));
              return new Note(Json.write(all), clock.millis() + KEPT_MS);
            })
        .map(note -> read(Optional.of(note.text())))
        .onSuccess(this::learned);
  }

  private static Map<String, String> read(Optional<String> text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, String> all = new TreeMap<>();
      Json.readObject(text.get()).forEach((name, value) -> all.put(name, (String) value));
      return all;
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }

  /** Follows them no longer. */
  public void close() {
    vertx.cancelTimer(timer);
  }
}
