package io.votehub.http;

import io.votehub.method.Weighted;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterRoll;
import io.votehub.question.Board;
import io.votehub.question.Entry;
import io.votehub.room.Standings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A poll as the report of its room tells of it.
 *
 * @param entries the questions from the floor that the audience sees, by id; empty for other
 *     methods
 * @param turnout how many of its voter roll voted; empty for a poll on which anybody votes
 */
record ReportedPoll(Poll poll, Tally tally, Map<String, Entry> entries, Optional<Turnout> turnout) {
  /**
   * How many of a voter roll voted.
   *
   * @param members of the roll now; at least as many as voted
   * @param weight the sum of their weights
   */
  record Turnout(String roll, long members, long voted, long weight, long weightVoted) {}

  static ReportedPoll of(Room room, Standings standings, Board board) {
    Map<String, Entry> shown = new LinkedHashMap<>(board.entries());
    shown.values().removeIf(each -> !each.isShown());
    Poll poll = standings.poll();
    return new ReportedPoll(
        poll,
        standings.tally(),
        shown,
        poll.electorate().flatMap(room::roll).map(roll -> turnout(roll, standings.tally())));
  }

  private static Turnout turnout(VoterRoll roll, Tally tally) {
    long weightVoted = Weighted.total(tally);
    // Members who were removed after they had voted are not in the roll any more.
    return new Turnout(
        roll.title(),
        Math.max(roll.members(), tally.ballots()),
        tally.ballots(),
        Math.max(roll.weight(), weightVoted),
        weightVoted);
  }

  /** Whether nobody may see the result yet, or not before the second round is closed. */
  boolean isWithheld() {
    return poll.rounds().isWithheld() || (poll.isSecret() && poll.state() != PollState.CLOSED);
  }
}
