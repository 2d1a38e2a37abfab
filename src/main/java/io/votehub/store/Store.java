package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Stores rooms, polls and the journal of ballots, and is the authority on what counts.
 *
 * <p>Promises: what a completed future wrote survives a crash of the process and of the machine (it
 * was forced to disk, or acknowledged by a majority); a reader sees what was written before; a
 * change of a record is atomic. Writing the same journal entry twice changes nothing.
 *
 * <p>Every call is safe from any thread. A future fails with a {@link io.votehub.poll.Refusal} of
 * {@code unavailable} or {@code busy} if the store cannot be reached or is overloaded; whether a
 * refused write was executed is then unknown.
 */
public interface Store extends RoomRecords, ScheduledTasks, LogEntries {
  /** Stores a new room; false if its code is taken. */
  Future<Boolean> addRoom(Room room);

  Future<Optional<Room>> room(String code);

  /** Changes a room in one atomic step; empty if there is no such room. */
  Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change);

  /** Deletes a room with its polls, ballots and records; false if there is none. */
  Future<Boolean> deleteRoom(String code);

  /**
   * Some rooms in the order of their codes.
   *
   * @param after the code after which to begin; may be empty
   */
  Future<List<Room>> rooms(String after, int atMost);

  /** The approximate number of rooms. */
  Future<Long> countRooms();

  /**
   * Records that a room is in use, if it exists; creating a room records it, too.
   *
   * @param at UTC milliseconds since the epoch; a time before the recorded one changes nothing
   */
  Future<Void> noteUse(String code, long at);

  /**
   * The codes of rooms that were last used before a time. A room without a recorded use, because an
   * older version created it, is recorded as used now.
   *
   * @param now UTC milliseconds since the epoch
   * @param atMost the greatest number of codes
   */
  Future<List<String>> unusedRooms(long before, long now, int atMost);

  /**
   * Deletes a room as {@link #deleteRoom} does if its last recorded use is before that time; false
   * if it was used since, or does not exist.
   */
  Future<Boolean> deleteUnusedRoom(String code, long before);

  /**
   * Changes a number that is kept under a name, in one atomic step over all instances.
   *
   * @param change a pure function of the number so far, 0 if there is none; may be called more than
   *     once; what it throws fails the future and changes nothing
   * @return the number after the change
   */
  Future<Long> updateMark(String name, LongUnaryOperator change);

  /**
   * Stores a new poll. Fails with {@code unknown-room} if its room does not exist, unless that is
   * {@linkplain io.votehub.poll.JoinCode#isHidden one of the hub's own}, which are not stored. A
   * poll of such a room is in no backup.
   */
  Future<Void> addPoll(PollRecord poll);

  Future<Optional<PollRecord>> poll(String id);

  /** The polls of a room, ordered by their position. */
  Future<List<PollRecord>> polls(String room);

  /**
   * Reads the polls that {@linkplain Poll#endsByItself end by themselves}, and those that are open
   * since a time or later; there may be more than fit into memory.
   *
   * @param since in milliseconds since the epoch
   * @param reader called for each, by one thread at a time; what it throws fails the future
   */
  Future<Void> pollsToWatch(long since, Consumer<PollRecord> reader);

  /**
   * Changes a poll's record in one atomic step.
   *
   * @param change a pure function, which may be called more than once; what it throws fails the
   *     future and changes nothing
   * @return the record after the change; empty if there is no such poll
   */
  Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change);

  /**
   * Raises the poll's epoch in one atomic step and returns the record after it; empty if there is
   * no such poll.
   */
  default Future<Optional<PollRecord>> raiseEpoch(String id) {
    return updatePoll(id, PollRecord::raised);
  }

  /** Deletes a poll with its ballots; false if there is none. */
  Future<Boolean> deletePoll(String id);

  /**
   * Appends ballots to the poll's journal durably, then reads the poll's epoch. Concurrent calls
   * share one forced write. Entries refused with {@code busy} may be appended again as they are.
   *
   * @param entries in ascending order of their revisions; may be empty to read only the epoch
   * @return the poll's epoch as it was after the entries were durable; -1 if there is no such poll
   */
  Future<Integer> append(String poll, List<JournalEntry> entries);

  /**
   * Reads the poll's whole journal in the order of revisions, whether the entries count or not.
   *
   * @param reader called for each entry, by one thread at a time and never on an event loop's
   *     behalf for long; what it throws fails the future
   */
  Future<Void> readJournal(String poll, Consumer<JournalEntry> reader);

  /**
   * Adds to the record of deletions and forgets older ones. The record is complete from {@code
   * begin} on if it is new, and later on from when it was, or from {@code forgetBefore} on.
   *
   * @param begin UTC milliseconds since the epoch, as the other
   */
  Future<Void> noteDeletions(long begin, long forgetBefore, List<Deletion> deletions);

  /**
   * Reads all there is, for a backup. What was durable before the call is in it, unless it was
   * deleted since; and each poll's record and journal belong together, as they were at one moment.
   */
  Future<Void> readAll(StoreVisitor visitor);

  /**
   * Removes, in small batches, the ballots that the poll's record marks for removal ({@link
   * PollRecord#sweepBefore}), and then records that this was done. An interrupted sweep is finished
   * later. Nothing that counts is touched.
   */
  Future<Void> sweep(String poll);

  /** Removes the journal's entries of epochs before {@code epoch}, which are void; best effort. */
  Future<Void> forgetBefore(String poll, int epoch);

  /** Checks whether the store can write durably now; fails with the reason. */
  Future<Void> check();

  /** Writes what is queued and closes the files or connections. */
  Future<Void> close();
}
