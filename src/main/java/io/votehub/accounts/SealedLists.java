package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Short lists of things that wait for somebody's answer, kept encrypted as notes. A thing that is
 * too old is not in the list any more.
 *
 * @param <T> the things
 */
final class SealedLists<T> {
  /** How many things wait in one list at most. */
  static final int MAX = 10;

  private final People people;
  private final Vault vault;
  private final InstantSource clock;
  private final Kind<T> kind;

  /**
   * What is kept.
   *
   * @param at when a thing was made, UTC milliseconds since the epoch
   * @param keptMs for how long it waits
   */
  record Kind<T>(
      Function<T, Map<String, Object>> write,
      Function<Map<?, ?>, T> read,
      ToLongFunction<T> at,
      long keptMs) {}

  SealedLists(People people, Vault vault, InstantSource clock, Kind<T> kind) {
    this.people = people;
    this.vault = vault;
    this.clock = clock;
    this.kind = kind;
  }

  /** The list of that name; without anything in it if there is none. */
  Future<List<T>> read(String name) {
    return people.note(name).map(text -> open(name, text));
  }

  /**
   * Changes a list in one step.
   *
   * @return fails with {@code bad-request} if it grew beyond {@value #MAX}
   */
  Future<Void> change(String name, UnaryOperator<List<T>> change) {
    return people
        .writeNote(
            name,
            text -> {
              List<T> before = open(name, text);
              List<T> all = change.apply(before);
              if (all.size() > MAX && all.size() > before.size()) {
                throw Refusal.field("", "Too many are invited; wait until some have answered");
              }
              List<Object> json = all.stream().<Object>map(kind.write).toList();
              return new Note(
                  vault.sealForHub(name, Json.write(Map.of("all", json))),
                  clock.millis() + kind.keptMs);
            })
        .mapEmpty();
  }

  private List<T> open(String name, Optional<String> text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      long now = clock.millis();
      return ((List<?>) Json.readObject(vault.openForHub(name, text.get())).get("all"))
          .stream()
              .map(each -> kind.read.apply((Map<?, ?>) each))
              .filter(each -> now - kind.at.applyAsLong(each) < kind.keptMs)
              .toList();
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }
}
