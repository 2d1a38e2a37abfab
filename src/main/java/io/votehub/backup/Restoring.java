package io.votehub.backup;

import io.vertx.core.Future;
import io.votehub.people.Account;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Writes the contents of a backup into an empty store. Several rooms are written concurrently,
 * within a memory limit; then this blocks. Used by one thread, which is none of Vert.x.
 */
final class Restoring implements StoreVisitor {
  private static final int BALLOTS_AT_ONCE = 4_000;
  private static final int DELETIONS_AT_ONCE = 1_000;
  private static final int MEMBERS_AT_ONCE = 500;
  private static final int AUDIT_AT_ONCE = 200;
  private static final int CHARS_AT_ONCE = 1 << 19;
  private static final int CHARS_BESIDE_A_BALLOT = 64;
  private static final int CHARS_OF_A_RECORD = 1 << 12;
  private static final int CHARS_OF_A_CELL = 64;

  /** The limit for data being written, in characters. */
  private static final int CHARS_ON_THE_WAY = 8 << 20;

  private final Store store;
  private final Semaphore space = new Semaphore(CHARS_ON_THE_WAY);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<JournalEntry> batch = new ArrayList<>();
  private final List<Deletion> deletions = new ArrayList<>();
  private final List<RollMember> members = new ArrayList<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final Supplier<Future<People>> people;
  private final Map<String, String> keys;
  private long withoutKey;
  private int charsOfBatch;
  private long deletionsSince;
  private Future<?> room = Future.succeededFuture();
  private PollRecord poll;

  /** The store has refused something, so the rest would be pointless. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(Throwable cause) {
      super(cause);
    }
  }

  /**
   * @param people opens the place for people, when there are some
   * @param keys the encryption keys of accounts; those without one are left out
   */
  Restoring(Store store, Supplier<Future<People>> people, Map<String, String> keys) {
    this.store = store;
    this.people = people;
    this.keys = keys;
  }

  @Override
  public void room(Room told, OptionalLong usedAt) {
    room = Future.succeededFuture();
    then(CHARS_OF_A_RECORD, () -> store.addRoom(told).compose(added -> taken(added, told)));
    // If the last use is unknown, the room counts as used now, as everywhere.
    long used = usedAt.orElseGet(System::currentTimeMillis);
    if (used > told.createdAt()) {
      then(1, () -> store.noteUse(told.code(), used));
    }
  }

  private static Future<Void> taken(boolean added, Room told) {
    return added
        ? Future.succeededFuture()
        : Future.failedFuture("There is a room " + told.code() + " already");
  }

  /** Pending removals are set after everything is written; otherwise they would begin too early. */
  @Override
  public void poll(PollRecord record) {
    poll = record;
    PollRecord plain =
        new PollRecord(
            record.poll(),
            record.epoch(),
            record.firstEpoch(),
            record.validity(),
            record.result(),
            0,
            record.history());
    int cells = record.result().map(result -> result.cells().size()).orElse(0);
    then(CHARS_OF_A_RECORD + CHARS_OF_A_CELL * cells, () -> store.addPoll(plain));
  }

  @Override
  public void ballot(JournalEntry entry) {
    batch.add(entry);
    charsOfBatch += CHARS_BESIDE_A_BALLOT + entry.voter().length() + entry.ballot().length();
    if (batch.size() == BALLOTS_AT_ONCE || charsOfBatch >= CHARS_AT_ONCE) {
      append();
    }
  }

  private void append() {
    if (!batch.isEmpty()) {
      List<JournalEntry> entries = List.copyOf(batch);
      String id = poll.poll().id();
      then(charsOfBatch, () -> store.append(id, entries));
      batch.clear();
      charsOfBatch = 0;
    }
  }

  @Override
  public void pollEnds(boolean whole) {
    append();
    PollRecord told = poll;
    if (told.sweepBefore() > 0) {
      then(CHARS_OF_A_RECORD, () -> store.updatePoll(told.poll().id(), plain -> told));
    }
  }

  @Override
  public void record(RoomRecord record) {
    then(
        record.key().length() + record.text().length(),
        () -> store.changeRecord(record.room(), record.key(), none -> Optional.of(record.text())));
  }

  @Override
  public void roomEnds(boolean whole) {
    // Pending writes continue while the next room begins.
  }

  @Override
  public void deletionsKnownSince(long since) {
    deletionsSince = since;
    then(1, () -> store.noteDeletions(since, since, List.of()));
  }

  @Override
  public void deletion(Deletion deletion) {
    deletions.add(deletion);
    if (deletions.size() == DELETIONS_AT_ONCE) {
      noteDeletions();
    }
  }

  private void noteDeletions() {
    List<Deletion> some = List.copyOf(deletions);
    long since = deletionsSince;
    if (!some.isEmpty()) {
      then(CHARS_OF_A_CELL * some.size(), () -> store.noteDeletions(since, since, some));
      deletions.clear();
    }
  }

  @Override
  public void person(String json) {
    PeopleParts.Line line = PeopleParts.read(json);
    if (line instanceof PeopleParts.Line.OfAccount known) {
      account(known.account());
    } else if (line instanceof PeopleParts.Line.OfMember known) {
      members.add(known.member());
      if (members.size() == MEMBERS_AT_ONCE) {
        addMembers();
      }
    }
  }

  @Override
  public void audit(String json) {
    PeopleParts.Line line = PeopleParts.read(json);
    if (line instanceof PeopleParts.Line.OfAnchor known) {
      appendAudit();
      then(CHARS_OF_A_RECORD, () -> people.get().compose(open -> open.cutAudit(known.anchor())));
    } else if (line instanceof PeopleParts.Line.OfAudit known) {
      audit.add(known.entry());
      if (audit.size() == AUDIT_AT_ONCE) {
        appendAudit();
      }
    }
  }

  private void appendAudit() {
    List<AuditEntry> some = List.copyOf(audit);
    if (!some.isEmpty()) {
      then(
          CHARS_OF_A_RECORD * some.size(),
          () -> people.get().compose(open -> Future.all(appended(open, some))));
      audit.clear();
    }
  }

  private static List<Future<Void>> appended(People open, List<AuditEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                open.appendAudit(entry)
                    .compose(
                        added ->
                            added
                                ? Future.<Void>succeededFuture()
                                : Future.<Void>failedFuture(
                                    "There is an audit log of " + entry.instance() + " already")))
        .toList();
  }

  private void account(Account account) {
    String key = keys.get(account.id());
    if (key == null) {
      withoutKey++;
      return;
    }
    then(
        CHARS_OF_A_RECORD,
        () ->
            people
                .get()
                .compose(open -> open.add(account, key))
                .compose(
                    added ->
                        added
                            ? Future.succeededFuture()
                            : Future.failedFuture("There is an account of the same owner")));
  }

  private void addMembers() {
    List<RollMember> some = List.copyOf(members);
    if (!some.isEmpty()) {
      then(
          CHARS_OF_A_RECORD * some.size(),
          () -> people.get().compose(open -> open.addMembers(some)));
      members.clear();
    }
  }

  /** The number of accounts that were left out because their key is not there. */
  long withoutKey() {
    return withoutKey;
  }

  /** Waits until everything is durable. */
  void end() {
    noteDeletions();
    addMembers();
    appendAudit();
    space.acquireUninterruptibly(CHARS_ON_THE_WAY);
    space.release(CHARS_ON_THE_WAY);
    requireNoFailure();
  }

  private void then(int chars, Supplier<Future<?>> step) {
    int taken = Math.min(chars, CHARS_ON_THE_WAY);
    space.acquireUninterruptibly(taken);
    requireNoFailure();
    room =
        room.compose(before -> step.get())
            .onFailure(fault -> failure.compareAndSet(null, fault))
            .onComplete(done -> space.release(taken));
  }

  private void requireNoFailure() {
    Throwable fault = failure.get();
    if (fault != null) {
      throw new Refused(fault);
    }
  }
}
