package io.votehub.player;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.json.Json;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.Team;
import io.votehub.store.RoomRecords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * How many players each team of a room has. Teams are filled smallest first, over all instances.
 * Those who come while the numbers are being changed share the next change, so that a full hall
 * costs few writes. An instance that dies between a place and its player leaves a team one smaller
 * than counted. Every call is safe from any thread.
 */
final class TeamSizes {
  private static final String KEY = "team-sizes";

  /** The most places in one change. */
  private static final int MAX_BATCH = 256;

  private final RoomRecords store;

  /** By room those who wait; a room is in it while its numbers are being changed. */
  private final Map<String, Queue<Waiting>> waiting = new HashMap<>();

  private record Waiting(PlayerRules rules, Promise<String> place) {}

  TeamSizes(RoomRecords store) {
    this.store = store;
  }

  /** A place in the smallest team. */
  Future<String> place(String room, PlayerRules rules) {
    Promise<String> place = Promise.promise();
    boolean isFirst;
    synchronized (waiting) {
      isFirst = !waiting.containsKey(room);
      waiting.computeIfAbsent(room, first -> new ArrayDeque<>()).add(new Waiting(rules, place));
    }
    if (isFirst) {
      fill(room);
    }
    return place.future();
  }

  /** Counts a player who chose a team, or who left one. */
  Future<Void> add(String room, String team, int players) {
    return store
        .changeRecord(
            room,
            KEY,
            text -> {
              Map<String, Object> sizes = read(text);
              sizes.put(team, Math.max(0, size(sizes, team) + players));
              return Optional.of(Json.write(sizes));
            })
        .mapEmpty();
  }

  private void fill(String room) {
    List<Waiting> batch = new ArrayList<>();
    synchronized (waiting) {
      Queue<Waiting> all = waiting.get(room);
      while (!all.isEmpty() && batch.size() < MAX_BATCH) {
        batch.add(all.remove());
      }
      if (batch.isEmpty()) {
        waiting.remove(room);
        return;
      }
    }
    List<String> places = new ArrayList<>();
    store
        .changeRecord(
            room,
            KEY,
            text -> {
              Map<String, Object> sizes = read(text);
              places.clear();
              batch.forEach(each -> places.add(smallest(sizes, each.rules())));
              return Optional.of(Json.write(sizes));
            })
        .onComplete(
            done -> {
              for (int i = 0; i < batch.size(); i++) {
                if (done.succeeded()) {
                  batch.get(i).place().complete(places.get(i));
                } else {
                  batch.get(i).place().fail(done.cause());
                }
              }
              fill(room);
            });
  }

  private static String smallest(Map<String, Object> sizes, PlayerRules rules) {
    String team =
        rules.teams().stream()
            .map(Team::id)
            .min(Comparator.comparingInt(id -> size(sizes, id)))
            .orElseThrow();
    sizes.put(team, size(sizes, team) + 1);
    return team;
  }

  private static int size(Map<String, Object> sizes, String team) {
    return sizes.get(team) instanceof Number size ? size.intValue() : 0;
  }

  private static Map<String, Object> read(Optional<String> text) {
    return text.<Map<String, Object>>map(json -> new LinkedHashMap<>(PlayerRecords.read(json)))
        .orElseGet(LinkedHashMap::new);
  }
}
