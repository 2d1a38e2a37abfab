package io.votehub.backup;

import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Stage;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollChange;
import io.votehub.store.PollHistory;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreVisitor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a store held at a moment before its backup was taken: each poll is taken back, change by
 * change, to what it was, with the ballots that were recorded by then. Where that is not known any
 * more, because ballots or changes were let go since, a sentence says so, and nothing is made up.
 *
 * <p>A poll that was open then is open. Rooms have the title and the valid presenter's key of the
 * time of the backup, so that a key that was revoked stays so.
 */
public final class PointInTime {
  private final BackupFile file;
  private final long at;
  private final Findings findings;

  private PointInTime(BackupFile file, long at, Findings findings) {
    this.file = file;
    this.at = at;
    this.findings = findings;
  }

  /**
   * Looks at a backup.
   *
   * @param at UTC milliseconds since the epoch
   * @throws BackupException if the backup was taken before that time, or cannot be read
   */
  public static PointInTime of(BackupFile file, long at) throws BackupException {
    long taken = file.summary().takenAt();
    if (at > taken) {
      throw new BackupException(
          "The backup was taken at "
              + Instant.ofEpochMilli(taken)
              + " and knows nothing of "
              + Instant.ofEpochMilli(at)
              + ". Take a later backup, or an earlier time.");
    }
    Deletions deletions = new Deletions(at);
    file.tell(deletions);
    Findings findings = new Findings(at, deletions);
    file.tell(findings);
    findings.end();
    return new PointInTime(file, at, findings);
  }

  /** What is not known of that time, a sentence each, some of them where there are many. */
  public List<String> gaps() {
    return findings.gaps.sentences();
  }

  /**
   * Writes what is known of that time as a backup of its own.
   *
   * @throws BackupException if that cannot be written
   */
  public BackupSummary writeTo(Path target, String version) throws BackupException {
    return Backup.toFile(
        target,
        out -> {
          BackupWriter writer = new BackupWriter(out, at, version, file.summary().engine());
          file.tell(new TakenBack(at, findings, writer));
          return writer.end();
        });
  }

  /** What a poll was, if it was there, and what is missing of it. */
  private record Then(Optional<PollRecord> record, Optional<String> gap) {
    static Then unknown(String why) {
      return new Then(Optional.empty(), Optional.of(why));
    }
  }

  private static Then then(PollRecord present, long at) {
    PollHistory history = present.history();
    if (!history.reaches(at)) {
      return Then.unknown(
          history.since() == Long.MAX_VALUE
              ? "its changes were never noted, by an older version of the hub"
              : "its changes are known since " + Instant.ofEpochMilli(history.since()) + " only");
    }
    Optional<PollRecord> found = PollHistory.recordAt(present, at);
    if (found.isEmpty() || found.get().poll().state() == PollState.DRAFT) {
      return new Then(found, Optional.empty());
    }
    PollRecord record = found.get();
    Optional<String> lost = lost(history, record, at);
    if (lost.isEmpty()) {
      return new Then(found, lost);
    }
    return record.result().isPresent()
        ? new Then(found, Optional.of(lost.get() + "; its result is restored, and must stay"))
        : Then.unknown(lost.get());
  }

  /** Why not all ballots of that time are there. */
  private static Optional<String> lost(PollHistory history, PollRecord record, long at) {
    if (record.firstEpoch() < history.forgottenBefore()) {
      return Optional.of("its ballots of that time were removed when it was reset");
    }
    for (PollChange each : history.changes()) {
      if (each.at() > at && at < each.replacedUntil()) {
        return Optional.of(
            "ballots that were replaced after that time were removed at the close of "
                + Instant.ofEpochMilli(each.replacedUntil())
                + " (store.keep-superseded keeps them)");
      }
    }
    return Optional.empty();
  }

  /** Sentences, of which not all are kept. */
  private static final class Gaps {
    private static final int MOST = 50;

    private final List<String> first = new ArrayList<>();
    private long more;

    void add(String sentence) {
      if (first.size() < MOST) {
        first.add(sentence);
      } else {
        more++;
      }
    }

    List<String> sentences() {
      List<String> all = new ArrayList<>(first);
      if (more > 0) {
        all.add("And " + more + " more like these.");
      }
      return List.copyOf(all);
    }
  }

  /** Hears only of the records of rooms and polls, and of deletions. */
  private abstract static class OnlyRecords implements StoreVisitor {
    @Override
    public void ballot(JournalEntry entry) {
      // Records tell what there is to know.
    }

    @Override
    public void pollEnds(boolean whole) {
      // Only what is whole is told.
    }

    @Override
    public void roomEnds(boolean whole) {
      // Only what is whole is told.
    }
  }

  /** Gathers the deletions of what was there at that time. */
  private static final class Deletions extends OnlyRecords {
    private final long at;
    private final Map<String, Deletion> rooms = new HashMap<>();
    private final Map<String, Deletion> polls = new HashMap<>();
    private OptionalLong since = OptionalLong.empty();

    Deletions(long at) {
      this.at = at;
    }

    @Override
    public void room(Room room, OptionalLong usedAt) {
      // See Findings.
    }

    @Override
    public void poll(PollRecord record) {
      // See Findings.
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

  /** Finds out what is not known. */
  private static final class Findings extends OnlyRecords {
    private final long at;
    private final Deletions deletions;
    private final Gaps gaps = new Gaps();

    /** The codes of rooms on whose stage is a poll that cannot be there. */
    private final Set<String> emptyStages = new HashSet<>();

    private Room room;

    Findings(long at, Deletions deletions) {
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
      Then then = then(record, at);
      then.gap().ifPresent(why -> gaps.add(sentence(record.poll(), why)));
      boolean opened =
          then.record().filter(each -> each.poll().state() != PollState.DRAFT).isPresent();
      if (opened && room.stage().poll().equals(Optional.of(record.poll().id()))) {
        emptyStages.remove(room.code());
      }
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

    void end() {
      deletions.tell(gaps);
    }
  }

  /** Passes on what was there. */
  private static final class TakenBack implements StoreVisitor {
    private final long at;
    private final Findings findings;
    private final StoreVisitor target;
    private boolean roomWasThere;
    private Optional<PollRecord> poll = Optional.empty();

    TakenBack(long at, Findings findings, StoreVisitor target) {
      this.at = at;
      this.findings = findings;
      this.target = target;
    }

    @Override
    public void room(Room room, OptionalLong usedAt) {
      roomWasThere = room.createdAt() <= at;
      if (roomWasThere) {
        target.room(withoutWhatIsNot(room), usedAt);
      }
    }

    /** A screen can show a poll only that is there and was opened. */
    private Room withoutWhatIsNot(Room room) {
      return findings.emptyStages.contains(room.code())
          ? room.withStage(new Stage(Stage.FOLLOW.shows(), Stage.FOLLOW.what(), room.stage().rev()))
          : room;
    }

    @Override
    public void poll(PollRecord record) {
      poll = roomWasThere ? then(record, at).record() : Optional.empty();
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
}
