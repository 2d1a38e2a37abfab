package io.votehub.store;

import io.votehub.poll.Room;
import java.util.OptionalLong;

/**
 * Is told all that a store holds: a room, each of its polls with the whole journal of that poll,
 * its records, then the next room, and at the end what was deleted. Called by one thread at a time,
 * never by an event loop, and may block: then the reading waits. What it throws fails the reading.
 */
public interface StoreVisitor {
  /**
   * A room begins.
   *
   * @param usedAt when it was last used, UTC milliseconds since the epoch, as far as that was noted
   */
  void room(Room room, OptionalLong usedAt);

  /** A poll of the room begins. */
  void poll(PollRecord record);

  /** The next entry of the poll's journal, in the order of revisions, whether it counts or not. */
  void ballot(JournalEntry entry);

  /**
   * The poll ends.
   *
   * @param whole false if its record changed while its journal was read, so that the two may not
   *     belong together: then all that was told of it is void, and it is told again unless it was
   *     deleted
   */
  void pollEnds(boolean whole);

  /** A record of the room, after its polls. */
  default void record(RoomRecord record) {}

  /**
   * The room ends.
   *
   * @param whole false if it was deleted while it was read; then all that was told of it is void
   */
  void roomEnds(boolean whole);

  /**
   * From a time on every deletion was noted; those that are still known follow. Not called if none
   * were ever noted.
   *
   * @param since UTC milliseconds since the epoch
   */
  default void deletionsKnownSince(long since) {}

  /** A room or poll was deleted. */
  default void deletion(Deletion deletion) {}

  /** Somebody of whom a backup tells, as JSON; after all rooms. A store tells of nobody. */
  default void person(String json) {}

  /** A line of an audit log of which a backup tells, as JSON; after all people. */
  default void audit(String json) {}
}
