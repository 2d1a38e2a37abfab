package io.votehub.backup;

import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.PollRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Gathers the deletions of what was there at an earlier moment. */
final class PastDeletions extends RecordVisitor {
  private final long at;
  private final Map<String, Deletion> rooms = new HashMap<>();
  private final Map<String, Deletion> polls = new HashMap<>();
  private OptionalLong since = OptionalLong.empty();

  PastDeletions(long at) {
    this.at = at;
  }

  @Override
  public void room(Room room, OptionalLong usedAt) {
    // See GapFinder.
  }

  @Override
  public void poll(PollRecord record) {
    // See GapFinder.
  }

  @Override
  public void deletionsKnownSince(long time) {
    since = OptionalLong.of(time);
  }

  @Override
  public void deletion(Deletion deletion) {
    if (deletion.at() > at && deletion.since() <= at) {
      deletion
          .poll()
          .ifPresentOrElse(
              id -> polls.put(id, deletion), () -> rooms.put(deletion.room(), deletion));
    }
  }

  /** What is still there was not deleted after all: the note is made first. */
  void found(Room room) {
    rooms.computeIfPresent(
        room.code(), (code, noted) -> noted.since() == room.createdAt() ? null : noted);
  }

  void found(PollRecord record) {
    polls.remove(record.poll().id());
  }

  void tell(Gaps gaps) {
    if (since.orElse(Long.MAX_VALUE) > at) {
      gaps.add(
          "What was deleted between "
              + Instant.ofEpochMilli(at)
              + " and "
              + (since.isPresent() ? Instant.ofEpochMilli(since.getAsLong()) : "the backup")
              + " is not known.");
    }
    rooms.values().forEach(each -> gaps.add(sentence("Room " + each.room(), each)));
    polls.forEach(
        (id, each) -> {
          if (!rooms.containsKey(each.room())) {
            gaps.add(sentence("Poll " + id + " of room " + each.room(), each));
          }
        });
  }

  private static String sentence(String what, Deletion deletion) {
    return what
        + " was deleted at "
        + Instant.ofEpochMilli(deletion.at())
        + ", and nothing is left of it. A backup of before has it.";
  }
}
