package io.votehub.fanout;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells every listener of a room what happened in it, and counts who is there.
 *
 * <p>Delivery is best effort: a message may be lost, doubled or late. That harms nothing, because
 * each carries a whole state with a revision, and the newest wins. Every call is safe from any
 * thread.
 */
public interface Fanout {
  /** A listener's hold on a room; {@link #close} ends it. */
  interface Listening extends AutoCloseable {
    /**
     * Completes once nothing is missed any more that happens from then on, on any instance; on the
     * context of who listens.
     */
    Future<Void> standing();

    @Override
    void close();
  }

  /** Calls {@code listener} on the caller's context for each event of the room from now on. */
  Listening listen(String room, Consumer<RoomEvent> listener);

  void pollChanged(Poll poll);

  void pollDeleted(String room, String poll);

  void tallyGrown(Poll poll, Tally tally);

  void roomChanged(Room room, List<String> polls);

  void roomDeleted(String room);

  /**
   * A connection of a voter has joined a room; each is to be followed by one {@link #leave}.
   *
   * @param returning whether it came with a token, which other connections may have, too
   * @return whether the voter has another connection here
   */
  boolean enter(String room, String voter, boolean returning);

  void leave(String room, String voter);

  /**
   * How many voters have at least one connection to the room, as far as is known here; exact where
   * somebody here listens to it. A voter who is on two instances at once is counted on each.
   */
  int present(String room);

  /**
   * Whether the voter may have more than one connection, here or on another instance. Costs a look
   * into a table, which is empty but for such voters.
   */
  boolean mayHaveSeveral(String voter);

  /** Tells the voter's other connections, on every instance, of a ballot that was counted. */
  void ballotCounted(String room, CountedBallot ballot);

  /** The same, asked of all instances. */
  Future<Integer> askPresent(String room);

  /** How many rooms have a voter here. */
  int rooms();
}
