package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import java.util.List;

/**
 * The life of rooms. Futures fail with a {@link io.votehub.poll.Refusal}; every call is safe from
 * any thread.
 */
public final class Rooms {
  /** Makes a room with a fresh join code; {@code title} is already cleaned and checked. */
  public Future<Room> create(String title) {
    throw new UnsupportedOperationException();
  }

  /** The room; refused with {@code unknown-room}. */
  public Future<Room> get(String code) {
    throw new UnsupportedOperationException();
  }

  /** The room's polls in order, drafts among them, each at its newest revision. */
  public Future<List<Poll>> polls(String code) {
    throw new UnsupportedOperationException();
  }

  /** How many voters have an open connection to the room. */
  public int present(String code) {
    throw new UnsupportedOperationException();
  }

  public Future<Room> rename(String code, String title) {
    throw new UnsupportedOperationException();
  }

  /**
   * Puts the room's polls in the order of the ids; {@code bad-request} unless they are exactly the
   * room's.
   */
  public Future<Void> order(String code, List<String> ids) {
    throw new UnsupportedOperationException();
  }

  /** Deletes the room, its polls and ballots. */
  public Future<Void> delete(String code) {
    throw new UnsupportedOperationException();
  }
}
