package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Theme;
import io.votehub.poll.WordRules;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What presenters set for a room as a whole. Futures fail with a {@link Refusal}, of {@code
 * unknown-room} if there is no such room; every call is safe from any thread.
 */
public final class RoomSettings {
  private final RoomUpdates updates;

  RoomSettings(RoomUpdates updates) {
    this.updates = updates;
  }

  /** Changes the looks of the room. */
  public Future<Room> changeTheme(String code, UnaryOperator<Theme> step) {
    return updates.change(code, room -> room.withTheme(step.apply(room.theme())));
  }

  public Future<Room> rename(String code, String title) {
    return updates.change(code, room -> room.withTitle(title));
  }

  /** Changes what the room does with words that nobody wants. */
  public Future<Room> changeWordRules(String code, UnaryOperator<WordRules> step) {
    return updates.change(code, room -> room.withWordRules(step.apply(room.wordRules())));
  }

  /** Changes the reactions that the room offers. */
  public Future<Room> changeReactions(String code, UnaryOperator<ReactionSettings> step) {
    return updates.change(code, room -> room.withReactions(step.apply(room.reactions())));
  }

  /** Changes which sites may show the room in a frame. */
  public Future<Room> changeEmbedding(String code, List<String> origins) {
    return updates.change(code, room -> room.withEmbedding(room.embedding().changed(origins)));
  }
}
