package io.votehub.bus;

import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.Board;
import java.util.List;
import java.util.Map;

/**
 * A room as it stands.
 *
 * @param polls all of its polls in order, drafts included
 * @param tallies the newest tally of each poll that was opened
 * @param boards the questions from the floor, by poll
 */
public record RoomView(
    Room room, List<Poll> polls, List<TallyFrame> tallies, Map<String, Board> boards) {
  /** A room without questions from the floor. */
  public RoomView(Room room, List<Poll> polls, List<TallyFrame> tallies) {
    this(room, polls, tallies, Map.of());
  }
}
