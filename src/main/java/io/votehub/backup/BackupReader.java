package io.votehub.backup;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Mark;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RecordJson;
import io.votehub.store.RoomRecord;
import io.votehub.store.StoreVisitor;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads a backup from beginning to end and passes its contents, including void parts, to a visitor.
 * Everything passed before {@link #read} returns may belong to a backup that turns out to be
 * corrupt or truncated.
 */
final class BackupReader {
  private static final int BUFFER_BYTES = 1 << 16;

  /** The reader's state within a backup. */
  private enum Place {
    TOP,
    ROOM,
    POLL
  }

  /** The place of a mark in the line of a ballot that has one. */
  private static final int MARK = 4;

  private final DigestingInput bytes;
  private final DataInputStream in;
  private final ByteArrayOutputStream continued = new ByteArrayOutputStream();
  private Place place = Place.TOP;
  private StoreVisitor visitor;
  private long recordBegin;
  private String room = "";

  BackupReader(InputStream source) {
    bytes = new DigestingInput(new BufferedInputStream(source, BUFFER_BYTES));
    in = new DataInputStream(bytes);
  }

  /** The scope of a read: a whole backup, or a part of it. */
  private interface Reading<T> {
    T read() throws IOException, BackupException, BadJsonException;
  }

  /**
   * Reads the whole backup.
   *
   * @param told its exceptions end the read
   * @throws BackupException if it is no backup, incomplete, corrupt, or of a newer version
   */
  BackupSummary read(StoreVisitor told) throws IOException, BackupException {
    visitor = told;
    return explained(this::read);
  }

  /** Reads the record with which a poll begins, if the source begins with one. */
  PollRecord readRecord() throws IOException, BackupException {
    place = Place.ROOM;
    return explained(
        () -> {
          Part part = Part.read(in);
          while (part.kind() == Part.Kind.CONTINUED) {
            continued.writeBytes(part.bytes());
            part = Part.read(in);
          }
          return poll(Json.readObject(together(part)));
        });
  }

  /** Reads the journal of a poll whose record was read. */
  void readBallots(StoreVisitor told) throws IOException, BackupException {
    visitor = told;
    place = Place.POLL;
    explained(
        () -> {
          while (place == Place.POLL) {
            tell(Part.read(in));
          }
          return place;
        });
  }

  /** The number of bytes before the room or poll that was passed last. */
  long recordBegin() {
    return recordBegin;
  }

  private static <T> T explained(Reading<T> reading) throws IOException, BackupException {
    try {
      return reading.read();
    } catch (EOFException end) {
      throw cutShort();
    } catch (BadJsonException | Unreadable fault) {
      throw new BackupException(
          "The backup holds what this version of the hub cannot read. Restore it by the version"
              + " that took it.",
          fault);
    }
  }

  private static BackupException cutShort() {
    return new BackupException(
        "The backup is cut short: its end is missing. Nothing was restored; take another copy of"
            + " it, or an earlier backup.");
  }

  private BackupSummary read() throws IOException, BackupException, BadJsonException {
    begin();
    Part header = Part.read(in);
    if (header.kind() != Part.Kind.HEADER) {
      throw Part.damaged();
    }
    Map<String, Object> taken = Json.readObject(header.text());
    Part part = next();
    while (part.kind() != Part.Kind.END) {
      tell(part);
      part = next();
    }
    byte[] digest = bytes.digestBeforeLastPart();
    Map<String, Object> end = Json.readObject(part.text());
    if (place != Place.TOP
        || !HexFormat.of().formatHex(digest).equals(end.get("sha256"))
        || in.read() >= 0) {
      throw Part.damaged();
    }
    return parsed(() -> summary(taken, end));
  }

  private BackupSummary summary(Map<String, Object> taken, Map<String, Object> end) {
    return new BackupSummary(
        number(taken, "takenAt"),
        (String) taken.get("version"),
        (String) taken.get("engine"),
        number(end, "rooms"),
        number(end, "polls"),
        number(end, "ballots"),
        end.containsKey("people") ? number(end, "people") : 0,
        bytes.count());
  }

  private void begin() throws IOException, BackupException {
    byte[] name = BackupFormat.name();
    byte[] found = in.readNBytes(name.length);
    if (!Arrays.equals(name, found)) {
      throw found.length < name.length && Arrays.equals(found, Arrays.copyOf(name, found.length))
          ? cutShort()
          : new BackupException("This is no backup of a Votehub.");
    }
    int version = in.readUnsignedShort();
    if (version < BackupFormat.OLDEST_VERSION || version > BackupFormat.VERSION) {
      throw new BackupException(
          "The backup has format "
              + version
              + ", and this version of the hub reads formats up to "
              + BackupFormat.VERSION
              + ". Restore it by the version that took it, or a newer one.");
    }
  }

  private Part next() throws IOException, BackupException {
    bytes.beginPart();
    if (continued.size() == 0) {
      recordBegin = bytes.count();
    }
    Part part = Part.read(in);
    if (part.kind() == Part.Kind.FAILED) {
      throw new BackupException("The backup was not finished: " + part.text());
    }
    return part;
  }

  private void tell(Part part) throws BackupException, BadJsonException {
    if (part.kind() == Part.Kind.CONTINUED) {
      continued.writeBytes(part.bytes());
      return;
    }
    String text = together(part);
    switch (part.kind()) {
      case ROOM -> {
        move(Place.TOP, Place.ROOM);
        room(Json.readObject(text));
      }
      case POLL -> {
        move(Place.ROOM, Place.POLL);
        visitor.poll(poll(Json.readObject(text)));
      }
      case BALLOTS -> {
        move(Place.POLL, Place.POLL);
        ballots(text);
      }
      case POLL_ENDS -> {
        move(Place.POLL, Place.ROOM);
        visitor.pollEnds(part.flag());
      }
      case RECORDS -> {
        move(Place.ROOM, Place.ROOM);
        records(text);
      }
      case ROOM_ENDS -> {
        move(Place.ROOM, Place.TOP);
        visitor.roomEnds(part.flag());
      }
      case DELETIONS -> {
        move(Place.TOP, Place.TOP);
        deletions(Json.readObject(text));
      }
      case PEOPLE -> {
        move(Place.TOP, Place.TOP);
        people(text);
      }
      default -> throw Part.damaged();
    }
  }

  /** Each is read here, so that a check of a backup finds lines that cannot be. */
  private void people(String lines) {
    for (String line : lines.lines().toList()) {
      PeopleParts.Line read = parsed(() -> PeopleParts.read(line));
      if (read instanceof PeopleParts.Line.OfAudit || read instanceof PeopleParts.Line.OfAnchor) {
        visitor.audit(line);
      } else {
        visitor.person(line);
      }
    }
  }

  private String together(Part last) {
    if (continued.size() == 0) {
      return last.text();
    }
    continued.writeBytes(last.bytes());
    String text = continued.toString(StandardCharsets.UTF_8);
    continued.reset();
    return text;
  }

  private void move(Place from, Place to) throws BackupException {
    if (place != from) {
      throw Part.damaged();
    }
    place = to;
  }

  private void room(Map<String, Object> json) {
    Room room = parsed(() -> RecordJson.room(object(json, "room")));
    OptionalLong usedAt =
        parsed(
            () ->
                json.containsKey("usedAt")
                    ? OptionalLong.of(number(json, "usedAt"))
                    : OptionalLong.empty());
    this.room = room.code();
    visitor.room(room, usedAt);
  }

  private static PollRecord poll(Map<String, Object> json) {
    return parsed(() -> RecordJson.poll(json));
  }

  private void ballots(String lines) throws BadJsonException, BackupException {
    int from = 0;
    while (from < lines.length()) {
      int end = lines.indexOf('\n', from);
      if (end < 0) {
        throw Part.damaged();
      }
      Object line = Json.read(lines.substring(from, end));
      visitor.ballot(parsed(() -> entry((List<?>) line)));
      from = end + 1;
    }
  }

  private void records(String lines) throws BadJsonException {
    for (String line : lines.lines().toList()) {
      Object read = Json.read(line);
      visitor.record(parsed(() -> record((List<?>) read)));
    }
  }

  private RoomRecord record(List<?> line) {
    return new RoomRecord(room, (String) line.get(0), (String) line.get(1));
  }

  private void deletions(Map<String, Object> json) {
    List<Deletion> found =
        parsed(
            () ->
                ((List<?>) json.get("deletions"))
                    .stream().map(each -> RecordJson.deletion((List<?>) each)).toList());
    visitor.deletionsKnownSince(parsed(() -> number(json, "since")));
    found.forEach(visitor::deletion);
  }

  private static JournalEntry entry(List<?> line) {
    return new JournalEntry(
        ((Number) line.get(0)).longValue(),
        (String) line.get(1),
        (String) line.get(2),
        ((Number) line.get(3)).longValue(),
        line.size() > MARK ? Mark.read((String) line.get(MARK)).orElseThrow() : null);
  }

  private static <T> T parsed(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException fault) {
      throw new Unreadable(fault);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Map<String, ?> json, String name) {
    return (Map<String, ?>) json.get(name);
  }

  private static long number(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }

  /** Intact parts of unknown kinds. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(Throwable cause) {
      super(cause);
    }
  }
}
