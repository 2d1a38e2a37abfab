package io.votehub.player;

import io.vertx.core.Future;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.store.RoomRecord;
import io.votehub.store.RoomRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The records of a room's players. Every call is safe from any thread. */
final class PlayerRecords {
  static final String NAME = "name/";
  static final String TEAM = "team/";

  private final RoomRecords store;

  /**
   * What a player is called.
   *
   * @param byPresenter whether a presenter decided it, so that the player may not change it
   */
  record Name(String text, boolean byPresenter) {}

  PlayerRecords(RoomRecords store) {
    this.store = store;
  }

  Future<Optional<Name>> name(String room, String voter) {
    return store.record(room, NAME + voter).map(text -> text.map(PlayerRecords::readName));
  }

  Future<Optional<String>> team(String room, String voter) {
    return store.record(room, TEAM + voter).map(text -> text.map(PlayerRecords::readTeam));
  }

  Future<Optional<Name>> changeName(
      String room, String voter, UnaryOperator<Optional<Name>> change) {
    return store
        .changeRecord(
            room,
            NAME + voter,
            text -> change.apply(text.map(PlayerRecords::readName)).map(PlayerRecords::write))
        .map(text -> text.map(PlayerRecords::readName));
  }

  Future<Optional<String>> changeTeam(
      String room, String voter, UnaryOperator<Optional<String>> change) {
    return store
        .changeRecord(
            room,
            TEAM + voter,
            text ->
                change
                    .apply(text.map(PlayerRecords::readTeam))
                    .map(team -> Json.write(Map.of("team", team))))
        .map(text -> text.map(PlayerRecords::readTeam));
  }

  /** Some records in the order of the players' ids. */
  Future<List<RoomRecord>> names(String room, String after, int atMost) {
    return store.records(room, NAME, after.isEmpty() ? "" : NAME + after, atMost);
  }

  static Name readName(String text) {
    Map<String, Object> json = read(text);
    return new Name((String) json.get("name"), Boolean.TRUE.equals(json.get("byPresenter")));
  }

  static Map<String, Object> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A record of a player is not JSON", fault);
    }
  }

  static String readTeam(String text) {
    return (String) read(text).get("team");
  }

  private static String write(Name name) {
    return Json.write(
        name.byPresenter
            ? Map.of("name", name.text, "byPresenter", true)
            : Map.of("name", name.text));
  }
}
