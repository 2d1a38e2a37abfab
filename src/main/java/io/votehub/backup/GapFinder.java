package io.votehub.backup;

import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds out what is not known of an earlier moment. */
final class GapFinder extends RecordVisitor {
  private final long at;
  private final PastDeletions deletions;
  private final Gaps gaps = new Gaps();

  /** The codes of rooms on whose stage is a poll that cannot be there. */
  private final Set<String> emptyStages = new HashSet<>();

  private Room room;

  GapFinder(long at, PastDeletions deletions) {
    this.at = at;
    this.deletions = deletions;
  }

  @Override
  public void room(Room told, OptionalLong usedAt) {
    room = told;
    deletions.found(told);
    if (told.stage().poll().isPresent()) {
      emptyStages.add(told.code());
    }
  }

  @Override
  public void poll(PollRecord record) {
    deletions.found(record);
    if (room.createdAt() > at) {
      return;
    }
    PastPoll then = PastPoll.of(record, at);
    then.gap().ifPresent(why -> gaps.add(sentence(record.poll(), why)));
    if (then.record().filter(GapFinder::isScored).isPresent()
        && PastRecords.areScoresLater(record, at)) {
      gaps.add(
          sentence(
              record.poll(),
              "its scores of that time were replaced at a later close; reopen and close it to"
                  + " score it again"));
    }
    boolean opened =
        then.record().filter(each -> each.poll().state() != PollState.DRAFT).isPresent();
    if (opened && room.stage().poll().equals(Optional.of(record.poll().id()))) {
      emptyStages.remove(room.code());
    }
  }

  private static boolean isScored(PollRecord record) {
    return record.poll().settings().quiz().isPresent() && record.poll().state() == PollState.CLOSED;
  }

  private static String sentence(Poll poll, String why) {
    return "Poll “"
        + poll.question()
        + "” ("
        + poll.id()
        + ") of room "
        + poll.room()
        + ": "
        + why
        + ".";
  }

  /** Once everything was visited: what is not known. */
  List<String> end() {
    deletions.tell(gaps);
    return gaps.sentences();
  }

  /** Whether the poll on the room's stage cannot be there. */
  boolean hasEmptyStage(Room each) {
    return emptyStages.contains(each.code());
  }
}
