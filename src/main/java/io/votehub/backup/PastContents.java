package io.votehub.backup;

import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Stage;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.StoreVisitor;
import java.util.Optional;
import java.util.OptionalLong;

/** Passes on what was there at an earlier moment. */
final class PastContents implements StoreVisitor {
  private final long at;
  private final GapFinder findings;
  private final StoreVisitor target;
  private final PastRecords records;
  private boolean roomWasThere;
  private Optional<PollRecord> poll = Optional.empty();

  PastContents(long at, GapFinder findings, StoreVisitor target) {
    this.at = at;
    this.findings = findings;
    this.target = target;
    this.records = new PastRecords(at);
  }

  @Override
  public void room(Room room, OptionalLong usedAt) {
    records.nextRoom();
    roomWasThere = room.createdAt() <= at;
    if (roomWasThere) {
      target.room(withoutWhatIsNot(room), usedAt);
    }
  }

  /** A screen can show a poll only that is there and was opened. */
  private Room withoutWhatIsNot(Room room) {
    return findings.hasEmptyStage(room)
        ? room.withStage(Stage.FOLLOW.withRev(room.stage().rev()))
        : room;
  }

  @Override
  public void poll(PollRecord record) {
    poll = roomWasThere ? PastPoll.of(record, at).record() : Optional.empty();
    records.poll(record, poll);
    poll.ifPresent(target::poll);
  }

  @Override
  public void ballot(JournalEntry entry) {
    if (poll.isPresent()
        && entry.at() <= at
        && Revision.epoch(entry.rev()) >= poll.get().firstEpoch()) {
      target.ballot(entry);
    }
  }

  @Override
  public void pollEnds(boolean whole) {
    if (poll.isPresent()) {
      target.pollEnds(true);
    }
  }

  @Override
  public void record(RoomRecord record) {
    if (roomWasThere) {
      records.of(record).ifPresent(target::record);
    }
  }

  /** People are as they were when the backup was taken. */
  @Override
  public void person(String json) {
    target.person(json);
  }

  /** The same of the audit log, from which nothing is taken back. */
  @Override
  public void audit(String json) {
    target.audit(json);
  }

  @Override
  public void roomEnds(boolean whole) {
    if (roomWasThere) {
      target.roomEnds(true);
    }
  }

  @Override
  public void deletionsKnownSince(long since) {
    if (since <= at) {
      target.deletionsKnownSince(since);
    }
  }

  @Override
  public void deletion(Deletion deletion) {
    if (deletion.at() <= at) {
      target.deletion(deletion);
    }
  }
}
