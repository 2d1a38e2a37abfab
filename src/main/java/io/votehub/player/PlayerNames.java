package io.votehub.player;

import io.vertx.core.Future;
import io.votehub.store.RoomRecord;
import io.votehub.store.RoomRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads how the players of a room are called and in which teams they are. */
public final class PlayerNames {
  private static final int PAGE = 1_000;

  private final RoomRecords store;
  private final PlayerRecords records;

  public PlayerNames(RoomRecords store) {
    this.store = store;
    this.records = new PlayerRecords(store);
  }

  /** The names of a few players, in their order. */
  public Future<Map<String, String>> names(String room, Collection<String> voters) {
    Map<String, Future<String>> each = new LinkedHashMap<>();
    for (String voter : voters) {
      each.put(
          voter,
          records
              .name(room, voter)
              .map(name -> name.map(PlayerRecords.Name::text).orElseGet(() -> unnamed(voter))));
    }
    return Future.join(List.copyOf(each.values()))
        .map(
            done -> {
              Map<String, String> names = new LinkedHashMap<>();
              each.forEach((voter, name) -> names.put(voter, name.result()));
              return names;
            });
  }

  /** The names of all players who have one. */
  public Future<Map<String, String>> names(String room) {
    return all(
        room, PlayerRecords.NAME, text -> PlayerRecords.readName(text).text(), "", new HashMap<>());
  }

  /** The ids of the teams of all players who are in one. */
  public Future<Map<String, String>> teams(String room) {
    return all(room, PlayerRecords.TEAM, PlayerRecords::readTeam, "", new HashMap<>());
  }

  private Future<Map<String, String>> all(
      String room,
      String prefix,
      UnaryOperator<String> read,
      String after,
      Map<String, String> found) {
    return store
        .records(room, prefix, after, PAGE)
        .compose(
            page -> {
              for (RoomRecord each : page) {
                found.put(each.key().substring(prefix.length()), read.apply(each.text()));
              }
              return page.size() < PAGE
                  ? Future.succeededFuture(found)
                  : all(room, prefix, read, page.get(page.size() - 1).key(), found);
            });
  }

  /** What a player is called who has no name. */
  public static String unnamed(String voter) {
    return GeneratedNames.unnamed(voter);
  }
}
