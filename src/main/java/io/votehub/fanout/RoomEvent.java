package io.votehub.fanout;

import io.votehub.bus.RoomView;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.BoardChange;
import java.util.List;
import java.util.Set;

/** An event for the listeners of a room. */
public sealed interface RoomEvent {
  /** A poll was created, changed, opened, closed, shown, hidden or reset. */
  record PollChanged(Poll poll) implements RoomEvent {}

  record PollDeleted(String poll) implements RoomEvent {}

  /** A poll's tally grew, or is final. */
  record TallyGrown(TallyFrame frame) implements RoomEvent {}

  /** Questions from the floor of a poll were asked, changed or withdrawn. */
  record EntriesChanged(String poll, int run, BoardChange change) implements RoomEvent {}

  /** The title, the order of the polls or the stage changed. */
  record RoomChanged(Room room, List<String> polls) implements RoomEvent {}

  /**
   * The room as it stands, read from the store because events may have been missed.
   *
   * @param asked when the read began, by {@link System#nanoTime}; later events are newer
   */
  record CaughtUp(RoomView view, long asked) implements RoomEvent {}

  /** A part of the hub told the others of its kind something. */
  record Noticed(RoomNotice notice) implements RoomEvent {}

  record RoomDeleted() implements RoomEvent {}

  /** A ballot was counted; the voter's other connections are to be told. */
  record BallotCounted(CountedBallot ballot) implements RoomEvent {}

  /**
   * Voters who were found to have a connection to another instance: their earlier ballots there
   * were not delivered here.
   */
  record FoundElsewhere(Set<String> voters) implements RoomEvent {}

  /** The number of voters with an open connection changed. */
  record PresenceChanged(int present) implements RoomEvent {}
}
