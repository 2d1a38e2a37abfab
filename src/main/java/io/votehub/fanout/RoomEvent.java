package io.votehub.fanout;

import io.votehub.bus.RoomView;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import java.util.List;
import java.util.Set;

/** Something that the listeners of a room are to know. */
public sealed interface RoomEvent {
  /** A poll was made, changed, opened, closed, revealed, hidden or reset. */
  record PollChanged(Poll poll) implements RoomEvent {}

  record PollDeleted(String poll) implements RoomEvent {}

  /** A poll's tally grew, or is final. */
  record TallyGrown(TallyFrame frame) implements RoomEvent {}

  /** The title, the order of the polls or the stage changed. */
  record RoomChanged(Room room, List<String> polls) implements RoomEvent {}

  /**
   * The room as it stands, read anew because events may have been missed.
   *
   * @param asked when the reading began, by {@link System#nanoTime}; what came later is newer
   */
  record CaughtUp(RoomView view, long asked) implements RoomEvent {}

  record RoomDeleted() implements RoomEvent {}

  /** A ballot of a voter was counted, of which other connections of that voter are to know. */
  record BallotCounted(CountedBallot ballot) implements RoomEvent {}

  /**
   * Voters of whom a connection was found on another instance: what they voted there until now was
   * not told here.
   */
  record FoundElsewhere(Set<String> voters) implements RoomEvent {}

  /** The number of voters with an open connection changed. */
  record PresenceChanged(int present) implements RoomEvent {}
}
