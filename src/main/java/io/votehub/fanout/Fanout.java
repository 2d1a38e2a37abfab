package io.votehub.fanout;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.question.BoardChange;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Delivers the events of a room to its listeners, and counts who is present.
 *
 * <p>Delivery is best effort: a message may be lost, duplicated or late. That is harmless, because
 * each carries a complete state with a revision, and the newest wins. Every call is safe from any
 * thread.
 */
public interface Fanout {
  /** A subscription to a room; {@link #close} ends it. */
  interface Listening extends AutoCloseable {
    /**
     * Completes, on the context of the subscriber, once no later event of any instance will be
     * missed. Fails with {@code unavailable} while that cannot be guaranteed.
     */
    Future<Void> standing();

    @Override
    void close();
  }

  /** Subscribes to the events of a room; {@code listener} is called on the caller's context. */
  Listening listen(String room, Consumer<RoomEvent> listener);

  void pollChanged(Poll poll);

  void pollDeleted(String room, String poll);

  void tallyGrown(Poll poll, Tally tally);

  /** The same, for those who follow votes. */
  default void tallyGrown(Poll poll, Tally tally, TallyOrigin origin) {
    tallyGrown(poll, tally);
  }

  /** Questions from the floor of the poll were asked, changed or withdrawn. */
  void entriesChanged(Poll poll, BoardChange change);

  void roomChanged(Room room, List<String> polls);

  void roomDeleted(String room);

  /** Tells the listeners of a room something that is not kept. */
  void noticed(String room, RoomNotice notice);

  /**
   * Adds a connection of a voter to a room; each call is to be followed by one {@link #leave}.
   *
   * @param returning whether the voter presented a token, which other connections may have, too
   * @return whether the voter has another connection here
   */
  boolean enter(String room, String voter, boolean returning);

  void leave(String room, String voter);

  /**
   * The number of voters with at least one connection to the room, as far as it is known here;
   * exact if somebody here listens to the room. A voter on two instances is counted on each.
   */
  int present(String room);

  /**
   * Whether the voter may have more than one connection, here or on another instance. Costs a
   * lookup in a table that contains only such voters.
   */
  boolean mayHaveSeveral(String voter);

  /** Notifies the voter's other connections, on every instance, of a counted ballot. */
  void ballotCounted(String room, CountedBallot ballot);

  /** The number of voters with at least one connection to the room, read from all instances. */
  Future<Integer> askPresent(String room);

  /**
   * Those of some voters of the room who have a connection to any instance, as far as the instances
   * answer in time.
   *
   * @param voters at most a few hundred
   */
  Future<Set<String>> connected(String room, Collection<String> voters);

  /** The number of rooms that have a voter on this instance. */
  int rooms();
}
