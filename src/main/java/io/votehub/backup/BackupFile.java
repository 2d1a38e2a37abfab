package io.votehub.backup;

import io.votehub.audit.AuditVerifier;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A backup file that was verified as complete. It must not change while this is in use. */
public final class BackupFile {
  private final Path path;
  private final Standing standing;
  private final BackupSummary summary;

  private BackupFile(Path path, Standing standing, BackupSummary summary) {
    this.path = path;
    this.standing = standing;
    this.summary = summary;
  }

  /** An operation on the open file. */
  private interface Use<T> {
    T of(InputStream in) throws IOException, BackupException;
  }

  /**
   * Reads a backup to its end and verifies its checksums.
   *
   * @throws BackupException if it is no backup, incomplete, corrupt, or of a newer version
   */
  public static BackupFile check(Path path) throws BackupException {
    Standing standing = new Standing();
    BackupSummary summary =
        open(
            path,
            0,
            in -> {
              BackupReader reader = new BackupReader(in);
              return reader.read(standing.noting(reader::recordBegin));
            });
    return new BackupFile(path, standing, summary);
  }

  public BackupSummary summary() {
    return summary;
  }

  /**
   * Passes the contents without void parts to a visitor. Exceptions of the visitor are thrown from
   * here.
   */
  public void tell(StoreVisitor visitor) throws BackupException {
    open(path, 0, in -> new BackupReader(in).read(standing.passingTo(visitor)));
  }

  /** The encryption keys of accounts by id, where this is a file of keys. */
  public Map<String, String> keys() throws BackupException {
    Map<String, String> keys = new HashMap<>();
    tell(
        new OnlyPeople(
            line -> {
              if (line instanceof PeopleParts.Line.OfKey each) {
                keys.put(each.account(), each.key());
              }
            }));
    return keys;
  }

  /** The numbers of its polls. */
  IntStream polls() {
    return standing.polls();
  }

  /** The number of journal entries of a poll. */
  long ballots(int poll) {
    return standing.ballots(poll);
  }

  /** The record of one poll. */
  PollRecord record(int poll) throws BackupException {
    return open(path, standing.begin(poll), in -> new BackupReader(in).readRecord());
  }

  /** Passes the journal of one poll to a visitor. */
  void readJournal(int poll, Consumer<JournalEntry> reader) throws BackupException {
    open(
        path,
        standing.begin(poll),
        in -> {
          BackupReader backup = new BackupReader(in);
          backup.readRecord();
          backup.readBallots(new OnlyBallots(reader));
          return path;
        });
  }

  private static <T> T open(Path path, long from, Use<T> use) throws BackupException {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.position(from);
      return use.of(Channels.newInputStream(channel));
    } catch (IOException fault) {
      throw new BackupException(
          "The backup "
              + path
              + " cannot be read: "
              + (Files.exists(path) ? fault.getMessage() : "there is no such file"),
          fault);
    }
  }

  private record OnlyBallots(Consumer<JournalEntry> reader) implements StoreVisitor {
    @Override
    public void room(Room room, OptionalLong usedAt) {}

    @Override
    public void poll(PollRecord record) {}

    @Override
    public void ballot(JournalEntry entry) {
      reader.accept(entry);
    }

    @Override
    public void pollEnds(boolean whole) {}

    @Override
    public void roomEnds(boolean whole) {}
  }

  private record OnlyAudit(AuditParts parts) implements StoreVisitor {
    @Override
    public void room(Room room, OptionalLong usedAt) {}

    @Override
    public void poll(PollRecord record) {}

    @Override
    public void ballot(JournalEntry entry) {}

    @Override
    public void pollEnds(boolean whole) {}

    @Override
    public void roomEnds(boolean whole) {}

    @Override
    public void audit(String json) {
      parts.follow(PeopleParts.read(json));
    }
  }

  /** Verifies the chains of the audit log that it has. */
  public List<AuditVerifier.Chain> auditChains() throws BackupException {
    AuditParts parts = new AuditParts();
    tell(new OnlyAudit(parts));
    return parts.chains();
  }

  private record OnlyPeople(Consumer<PeopleParts.Line> reader) implements StoreVisitor {
    @Override
    public void room(Room room, OptionalLong usedAt) {}

    @Override
    public void poll(PollRecord record) {}

    @Override
    public void ballot(JournalEntry entry) {}

    @Override
    public void pollEnds(boolean whole) {}

    @Override
    public void roomEnds(boolean whole) {}

    @Override
    public void person(String json) {
      reader.accept(PeopleParts.read(json));
    }
  }

  /** The ids of its accounts. */
  Set<String> accounts() throws BackupException {
    Set<String> ids = new HashSet<>();
    tell(
        new OnlyPeople(
            line -> {
              if (line instanceof PeopleParts.Line.OfAccount each) {
                ids.add(each.account().id());
              }
            }));
    return ids;
  }

  /** The number of accounts whose key is not among these. */
  public long accountsWithout(Set<String> keys) throws BackupException {
    return accounts().stream().filter(id -> !keys.contains(id)).count();
  }
}
