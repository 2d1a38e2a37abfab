package io.votehub.push;

import io.votehub.identity.RollVoter;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import java.util.Optional;

/** Who of a room may be told of a poll. */
final class Audience {
  private Audience() {}

  /** Whether the voter was removed from the room, or from the roll. */
  static boolean isRemoved(Room room, String voter) {
    Optional<RollVoter> member = RollVoter.read(voter);
    return room.admission().removed().contains(voter)
        || member.filter(each -> room.hasRemoved(each.roll(), each.member())).isPresent();
  }

  /** Whether the voter may vote on the poll. */
  static boolean isEligible(Poll poll, String voter) {
    return poll.electorate().isEmpty()
        || RollVoter.read(voter).map(RollVoter::roll).equals(poll.electorate());
  }
}
