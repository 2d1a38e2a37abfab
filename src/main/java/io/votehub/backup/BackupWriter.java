package io.votehub.backup;

import io.votehub.json.Json;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RecordJson;
import io.votehub.store.RoomRecord;
import io.votehub.store.StoreVisitor;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the contents of a store as a backup. Buffers a few hundred ballots. Blocks while the
 * stream does; its exceptions are rethrown as {@link UncheckedIOException}.
 */
final class BackupWriter implements StoreVisitor {
  /** The size of a part of ballots, in characters. */
  private static final int BALLOTS_CHARS = 1 << 16;

  private static final int DELETIONS_AT_ONCE = 1_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = BackupFormat.digest();
  private final Counted written;
  private final DataOutputStream out;
  private final long takenAt;
  private final String version;
  private final String engine;
  private final StringBuilder ballots = new StringBuilder();
  private final StringBuilder records = new StringBuilder();
  private final List<Object> deletions = new ArrayList<>();
  private final StringBuilder people = new StringBuilder();
  private final Counts counts = new Counts();
  private OptionalLong deletionsSince = OptionalLong.empty();

  /** The totals of complete parts, and of the room and the poll in progress. */
  private static final class Counts {
    long rooms;
    long polls;
    long ballots;
    long people;
    long pollsOfRoom;
    long ballotsOfRoom;
    long ballotsOfPoll;
  }

  /**
   * @param takenAt now, UTC milliseconds since the epoch
   */
  BackupWriter(OutputStream target, long takenAt, String version, String engine)
      throws IOException {
    written = new Counted(target);
    this.takenAt = takenAt;
    this.version = version;
    this.engine = engine;
    out =
        new DataOutputStream(
            new BufferedOutputStream(new DigestOutputStream(written, digest), BUFFER_BYTES));
    out.write(BackupFormat.name());
    out.writeShort(BackupFormat.VERSION);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("takenAt", takenAt);
    header.put("version", version);
    header.put("engine", engine);
    Part.text(Part.Kind.HEADER, Json.write(header)).write(out);
  }

  @Override
  public void room(Room room, OptionalLong usedAt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("room", RecordJson.room(room));
    usedAt.ifPresent(at -> json.put("usedAt", at));
    counts.pollsOfRoom = 0;
    counts.ballotsOfRoom = 0;
    write(Part.Kind.ROOM, Json.write(json));
  }

  @Override
  public void poll(PollRecord record) {
    counts.ballotsOfPoll = 0;
    write(Part.Kind.POLL, Json.write(RecordJson.poll(record)));
  }

  @Override
  public void ballot(JournalEntry entry) {
    String line = Json.write(line(entry)) + '\n';
    if (ballots.length() + line.length() > BALLOTS_CHARS) {
      flushBallots();
    }
    ballots.append(line);
    counts.ballotsOfPoll++;
  }

  /** A mark comes last, and only where there is one: earlier versions pass it over. */
  private static List<Object> line(JournalEntry entry) {
    return entry.mark() == null
        ? List.of(entry.rev(), entry.voter(), entry.ballot(), entry.at())
        : List.of(entry.rev(), entry.voter(), entry.ballot(), entry.at(), entry.mark().text());
  }

  private void flushBallots() {
    if (!ballots.isEmpty()) {
      write(Part.Kind.BALLOTS, ballots.toString());
      ballots.setLength(0);
    }
  }

  @Override
  public void pollEnds(boolean whole) {
    flushBallots();
    write(Part.flag(Part.Kind.POLL_ENDS, whole));
    if (whole) {
      counts.pollsOfRoom++;
      counts.ballotsOfRoom += counts.ballotsOfPoll;
    }
  }

  @Override
  public void record(RoomRecord record) {
    String line = Json.write(List.of(record.key(), record.text()));
    if (records.length() + line.length() > BALLOTS_CHARS) {
      flushRecords();
    }
    records.append(line).append('\n');
  }

  private void flushRecords() {
    if (!records.isEmpty()) {
      write(Part.Kind.RECORDS, records.toString());
      records.setLength(0);
    }
  }

  @Override
  public void roomEnds(boolean whole) {
    flushRecords();
    write(Part.flag(Part.Kind.ROOM_ENDS, whole));
    if (whole) {
      counts.rooms++;
      counts.polls += counts.pollsOfRoom;
      counts.ballots += counts.ballotsOfRoom;
    }
  }

  @Override
  public void deletionsKnownSince(long since) {
    deletionsSince = OptionalLong.of(since);
  }

  @Override
  public void deletion(Deletion deletion) {
    deletions.add(RecordJson.deletion(deletion));
    if (deletions.size() == DELETIONS_AT_ONCE) {
      flushDeletions();
    }
  }

  private void flushDeletions() {
    if (deletionsSince.isPresent()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("since", deletionsSince.getAsLong());
      json.put("deletions", deletions);
      write(Part.Kind.DELETIONS, Json.write(json));
      deletions.clear();
    }
  }

  @Override
  public void person(String json) {
    line(json);
    counts.people++;
  }

  @Override
  public void audit(String json) {
    line(json);
  }

  private void line(String json) {
    if (people.length() + json.length() > BALLOTS_CHARS) {
      flushPeople();
    }
    people.append(json).append('\n');
  }

  private void flushPeople() {
    if (!people.isEmpty()) {
      write(Part.Kind.PEOPLE, people.toString());
      people.setLength(0);
    }
  }

  /** Flushes and writes the end, without which a backup is invalid. */
  BackupSummary end() throws IOException {
    flushDeletions();
    flushPeople();
    out.flush();
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("rooms", counts.rooms);
    end.put("polls", counts.polls);
    end.put("ballots", counts.ballots);
    end.put("people", counts.people);
    end.put("sha256", HexFormat.of().formatHex(digest.digest()));
    Part.text(Part.Kind.END, Json.write(end)).write(out);
    out.flush();
    return new BackupSummary(
        takenAt,
        version,
        engine,
        counts.rooms,
        counts.polls,
        counts.ballots,
        counts.people,
        written.count.get());
  }

  /** The number of bytes written so far; safe from any thread. */
  long written() {
    return written.count.get();
  }

  /** Writes to the reader why the backup is incomplete. */
  void failed(String why) throws IOException {
    Part.text(Part.Kind.FAILED, why).write(out);
    out.flush();
  }

  private void write(Part.Kind kind, String text) {
    byte[] bytes = Part.text(kind, text).bytes();
    int from = 0;
    while (bytes.length - from > Part.MOST_BYTES) {
      int to = from + Part.MOST_BYTES;
      write(new Part(Part.Kind.CONTINUED, Arrays.copyOfRange(bytes, from, to)));
      from = to;
    }
    write(new Part(kind, from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length)));
  }

  private void write(Part part) {
    try {
      part.write(out);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Counts the bytes written; readable from another thread. */
  private static final class Counted extends FilterOutputStream {
    private final AtomicLong count = new AtomicLong();

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      count.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count.addAndGet(length);
    }
  }
}
