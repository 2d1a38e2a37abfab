package io.votehub.bus;

import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import java.util.List;

/**
 * A room as it stands.
 *
 * @param polls all of its polls in order, drafts included
 * @param tallies the newest tally of each poll that was opened
 */
public record RoomView(Room room, List<Poll> polls, List<TallyFrame> tallies) {}
