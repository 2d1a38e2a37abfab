package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Keeps rooms, polls and the ballots' journal, and is the judge of what counts.
 *
 * <p>Promises: what a completed future wrote outlasts a crash of the process and of the machine (it
 * was forced to disk, or acknowledged by a majority); a reader sees what was written before; a
 * change of a record is atomic. Writing the same journal entry twice changes nothing.
 *
 * <p>Every call is safe from any thread. A future fails with a {@link io.votehub.poll.Refusal} of
 * {@code unavailable} or {@code busy} where the store cannot be reached or has too much to do;
 * whether a refused write was done is then not known.
 */
public interface Store {
  /** Keeps a new room; false if its code is taken. */
  Future<Boolean> addRoom(Room room);

  Future<Optional<Room>> room(String code);

  /** Changes a room in one atomic step; nothing if there is no such room. */
  Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change);

  /** Deletes a room with its polls and ballots; false if there is none. */
  Future<Boolean> deleteRoom(String code);

  /** How many rooms there are, nearly. */
  Future<Long> countRooms();

  /**
   * Notes that a room is in use, if there is such a room; a new one is noted by its making.
   *
   * @param at UTC milliseconds since the epoch; an earlier time than the one noted changes nothing
   */
  Future<Void> noteUse(String code, long at);

  /**
   * The codes of rooms that were last used before a time. A room of which nothing was ever noted,
   * because an older version made it, is noted as used now.
   *
   * @param now UTC milliseconds since the epoch
   * @param atMost how many of them, at most
   */
  Future<List<String>> unusedRooms(long before, long now, int atMost);

  /**
   * Deletes a room as {@link #deleteRoom} does if it is noted as last used before that time; false
   * if it was used since, or there is none.
   */
  Future<Boolean> deleteUnusedRoom(String code, long before);

  /** Keeps a new poll; its room exists. */
  Future<Void> addPoll(PollRecord poll);

  Future<Optional<PollRecord>> poll(String id);

  /** The polls of a room, by their position. */
  Future<List<PollRecord>> polls(String room);

  /**
   * Reads the polls of all rooms that are open or closing, of which there may be more than fit into
   * memory.
   *
   * @param reader called for each, by one thread at a time; what it throws fails the future
   */
  Future<Void> runningPolls(Consumer<PollRecord> reader);

  /**
   * Changes a poll's record in one atomic step.
   *
   * @param change a pure function, which may be called more than once; what it throws fails the
   *     future and changes nothing
   * @return the record after the change; nothing if there is no such poll
   */
  Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change);

  /**
   * Raises the poll's epoch by one atomic update, and answers the record after it; nothing if there
   * is no such poll.
   */
  default Future<Optional<PollRecord>> raiseEpoch(String id) {
    return updatePoll(id, PollRecord::raised);
  }

  /** Deletes a poll with its ballots; false if there is none. */
  Future<Boolean> deletePoll(String id);

  /**
   * Writes ballots at the right edge of the poll's journal, durably, then reads the poll's epoch:
   * one forced write for all that is waiting, not one for each call. What was refused with {@code
   * busy} may be appended again as it is.
   *
   * @param entries in ascending order of their revisions; may be empty, then this is a look at the
   *     epoch
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
   * Reads all there is, for a backup. What was durable before the call is in it, unless it was
   * deleted since; and each poll's record and journal belong together, as they were at one moment.
   */
  Future<Void> readAll(StoreVisitor visitor);

  /**
   * Removes, a few at a time, the ballots that the poll's record says are to be removed ({@link
   * PollRecord#sweepBefore}), and then writes down that this was done. What is cut short is
   * finished later. Nothing that counts is touched.
   */
  Future<Void> sweep(String poll);

  /** Drops the journal's entries of epochs before {@code epoch}, which are void; best effort. */
  Future<Void> forgetBefore(String poll, int epoch);

  /** Whether the store can write durably just now: completes, or fails with the reason. */
  Future<Void> check();

  /** Writes what is waiting and lets go of the files or connections. */
  Future<Void> close();
}
