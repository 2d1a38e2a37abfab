package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.poll.Room;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds rooms by what is in their code or title. Safe from any thread. */
public final class RoomSearch {
  /** So many rooms are searched at a time. */
  private static final int LOOKED_AT = 1_000;

  private final Store store;

  /**
   * Some rooms that were found.
   *
   * @param next where to go on; null at the end
   */
  public record Found(List<Room> rooms, String next) {}

  RoomSearch(Store store) {
    this.store = store;
  }

  /**
   * Rooms whose code or title contains a text, in the order of their codes. Looks at a bounded
   * number of rooms at a time.
   *
   * @param after the code after which to begin; may be empty
   * @return the rooms, and the code after which to go on; null if all were looked at
   */
  public Future<Found> find(String text, String after, int atMost) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return store
        .rooms(after, LOOKED_AT)
        .map(
            rooms -> {
              List<Room> found = new ArrayList<>();
              for (Room room : rooms) {
                if (contains(room, wanted)) {
                  found.add(room);
                }
                if (found.size() == atMost) {
                  return new Found(found, room.code());
                }
              }
              return new Found(
                  found, rooms.size() < LOOKED_AT ? null : rooms.get(LOOKED_AT - 1).code());
            });
  }

  private static boolean contains(Room room, String wanted) {
    return room.code().toLowerCase(Locale.ROOT).contains(wanted)
        || room.title().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
